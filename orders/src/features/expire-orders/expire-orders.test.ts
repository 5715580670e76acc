import { type Clock, systemClock } from '@marquee/common/clock';
import { outcomeUnknown } from '@marquee/common/errors';
import type { FaultPoint } from '@marquee/common/fault-point';
import { newId, type OrderId, type TicketId } from '@marquee/common/ids';
import { aSilentLogger } from '@marquee/common/testing/builders';
import { until } from '@marquee/common/testing/until';
import { expectSoundOutbox, story } from '../../../test/announced.js';
import { endHold } from '../../../test/holds.js';
import { placeNamed } from '../../../test/place.js';
import { openWorld, type World } from '../../../test/world.js';
import { createExpireOrdersJob } from './expire-orders.job.js';
import { expireOrders } from './expire-orders.js';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(async () => {
  await expectSoundOutbox(world.models);
  await world.close();
});

const deps = () => ({ database: world.database, ...world.repositories });

interface Placed {
  readonly orderId: OrderId;
  readonly ticketId: TicketId;
  readonly expiresAt: string;
}

async function orders(count: number, holdSeconds = 900): Promise<Placed[]> {
  const tickets = Array.from({ length: count }, () => ({}));
  const ticketIds = await world.onSale(await world.anEvent(), tickets);
  const { aBuyer } = world.serve({ holdSeconds });
  const placed = ticketIds.map(async (ticketId) => {
    const res = await placeNamed(aBuyer(), [ticketId]);
    return { orderId: res.body.order.id, expiresAt: res.body.order.expiresAt, ticketId };
  });
  return Promise.all(placed);
}

interface Sweeping {
  readonly clock?: Clock;
  readonly faultPoint?: FaultPoint;
}

async function sweeping<T>(
  sweepers: number,
  work: () => Promise<T>,
  own: Sweeping = {},
): Promise<T> {
  const job = () =>
    createExpireOrdersJob({ ...deps(), clock: systemClock, logger: aSilentLogger(), ...own });
  const jobs = Array.from({ length: sweepers }, job);
  for (const sweeper of jobs) await sweeper.start();
  try {
    return await work();
  } finally {
    for (const sweeper of jobs) await sweeper.stop();
  }
}

const isFree = async (ticketId: TicketId) => (await world.ticket(ticketId)).status === 'available';

describe('the sweeper', () => {
  it('tells the world within a second of the end of a hold', async () => {
    await sweeping(1, async () => {
      const [order] = (await orders(1, 1)) as [Placed];
      await until(() => isFree(order.ticketId));
      const [, expired] = await world.models.orders.db
        .collection<{ event: { occurredAt: string } }>('outbox')
        .find({ aggregateId: order.orderId })
        .sort({ aggregateVersion: 1 })
        .toArray();
      const endedAtMs = Date.parse(order.expiresAt);
      const lateMs = Date.parse(expired?.event.occurredAt ?? '') - endedAtMs;
      expect(lateMs).toBeGreaterThanOrEqual(0);
      expect(lateMs).toBeLessThan(1000);
    });
  });

  it('two at once: every order expires, each exactly once', async () => {
    const placed = await orders(70);
    for (const { orderId } of placed) await endHold(world.models, orderId);
    await sweeping(2, () =>
      until(async () => (await world.models.orders.countDocuments({ status: 'expired' })) === 70, {
        timeoutMs: 10_000,
      }),
    );
    for (const { orderId, ticketId } of placed) {
      expect(await story(world.models, orderId)).toEqual(['OrderPlaced 1', 'OrderExpired 2']);
      expect(await story(world.models, ticketId)).toEqual(['TicketHeld 2', 'TicketReleased 3']);
    }
  });

  it('an order that cannot be expired does not stop the others', async () => {
    const placed = await orders(5);
    for (const { orderId } of placed) await endHold(world.models, orderId);
    const [stubborn, ...others] = placed as [Placed, ...Placed[]];
    await world.models.inventory.updateOne({ _id: stubborn.ticketId }, { orderId: newId() });
    await sweeping(1, () =>
      until(async () => (await Promise.all(others.map((o) => isFree(o.ticketId)))).every(Boolean)),
    );
    const left = await world.models.orders.findById(stubborn.orderId).lean();
    expect(left).toMatchObject({ status: 'awaiting_payment', version: 1 });
  });

  it('a commit that nobody knows of is no fault of the order: it expires with the next turn', async () => {
    const [order] = (await orders(1)) as [Placed];
    await endHold(world.models, order.orderId);
    let unknown = 0;
    const faultPoint = async (point: string) => {
      // The batch, and then the order by itself.
      if (point !== 'before:expire.read' || unknown === 2) return;
      unknown += 1;
      throw outcomeUnknown('The answer was lost.');
    };
    await sweeping(1, () => until(() => isFree(order.ticketId)), { faultPoint });
    expect(unknown).toBe(2);
  });

  it('an order that could not be expired is tried again after a minute', async () => {
    const [order] = (await orders(1)) as [Placed];
    await endHold(world.models, order.orderId);
    const { inventory } = world.models;
    let [aheadMs, failures] = [0, 0];
    const now = () => new Date(Date.now() + aheadMs);
    const faultPoint = async (point: string) => {
      if (point !== 'before:expire.read' || aheadMs > 0) return;
      failures += 1;
      throw new Error('The order is broken');
    };
    const clock = { ...systemClock, now };
    await sweeping(
      1,
      async () => {
        await until(() => failures === 2);
        expect((await inventory.findById(order.ticketId).lean())?.status).toBe('held');
        await until(() => {
          aheadMs += 61_000;
          return isFree(order.ticketId);
        });
      },
      { clock, faultPoint },
    );
    expect(failures).toBe(2);
  });

  it('leaves alone what is paid, cancelled, or still held', async () => {
    const [held, paying] = (await orders(2)) as [Placed, Placed];
    await world.models.orders.updateOne(
      { _id: paying.orderId },
      { status: 'paying', paymentId: newId() },
    );
    await endHold(world.models, paying.orderId);
    const both = [held.orderId, paying.orderId];
    expect(await expireOrders(deps(), both)).toBe(0);
    expect(await expireOrders(deps(), [newId()])).toBe(0);
  });
});
