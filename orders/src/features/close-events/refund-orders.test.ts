import { systemClock } from '@marquee/common/clock';
import {
  type EventId,
  newId,
  type OrderId,
  type PaymentId,
  type TicketId,
} from '@marquee/common/ids';
import { aSilentLogger } from '@marquee/common/testing/builders';
import { until } from '@marquee/common/testing/until';
import { expectSoundOutbox, story } from '../../../test/announced.js';
import { anEventNews, aPaymentNews } from '../../../test/domain-events.js';
import { placeNamed } from '../../../test/place.js';
import { aRefund, soldOrders } from '../../../test/sales.js';
import { euros, openWorld, type World } from '../../../test/world.js';
import { closeEventChunk } from './close-event.js';
import { createCloseEventsJob } from './close-events.job.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.follow();
});
afterAll(async () => {
  await expectSoundOutbox(world.models);
  await world.close();
});

const deps = () => ({ database: world.database, ...world.repositories });
const cancelEvent = (eventId: EventId) =>
  world.bus.deliver(anEventNews({ eventId, status: 'cancelled' }, 2));
const refundsOf = async (orderId: OrderId) =>
  (await world.models.orders.findById(orderId).lean())?.refunds ?? [];
async function close(eventId: EventId): Promise<void> {
  while (!(await closeEventChunk(deps(), eventId)));
}

describe('the orders of a cancelled Event', () => {
  it('1,000 of them: two jobs at once ask for all their money, each once', async () => {
    const eventId = await world.anEvent();
    await soldOrders(
      world,
      eventId,
      Array.from({ length: 1_000 }, () => ({})),
    );
    await cancelEvent(eventId);
    const jobs = [1, 2].map(() =>
      createCloseEventsJob({ ...deps(), clock: systemClock, logger: aSilentLogger() }),
    );
    for (const job of jobs) await job.start();
    await until(async () => (await world.repositories.events.findUnclosed()) === null, {
      timeoutMs: 60_000,
    });
    for (const job of jobs) await job.stop();
    const counts = await world.repositories.refunds.countRefunds(eventId);
    expect(counts).toEqual({ orders: 1_000, refunded: 0, failed: 0 });
    const orders = await world.models.orders.find({ eventId }).lean();
    for (const { refunds, version } of orders) {
      expect(version).toBe(4);
      expect(refunds).toMatchObject([{ reason: 'event_cancelled', amount: euros(4300) }]);
    }
  }, 90_000);

  it('get back what was not agreed before, and nothing twice', async () => {
    const eventId = await world.anEvent();
    const sold = await soldOrders(world, eventId, [
      { refunds: [aRefund({ amount: euros(300), status: 'succeeded' })] },
      { refunds: [aRefund()] },
      { refunds: [aRefund({ status: 'failed' })] },
      { refunds: [aRefund({ reason: 'event_cancelled', status: 'failed' })] },
    ]);
    await cancelEvent(eventId);
    await close(eventId);
    const refunds = await Promise.all(sold.map(({ orderId }) => refundsOf(orderId)));
    const asked = refunds.map((all) => all.slice(1).map(({ amount }) => amount.amount));
    expect(asked).toEqual([[4000], [], [4300], []]);
  });

  it('are passed over chunk by chunk; a chunk that fails leaves nothing and is repeated', async () => {
    const eventId = await world.anEvent();
    await soldOrders(
      world,
      eventId,
      Array.from({ length: 45 }, () => ({})),
    );
    await cancelEvent(eventId);
    const changes = {
      async write(...[session, some]: Parameters<typeof world.repositories.changes.write>) {
        await world.repositories.changes.write(session, some);
        if (some.transitions?.length) throw new Error('killed after writing');
      },
    };
    const counted = async () => (await world.repositories.refunds.countRefunds(eventId)).orders;
    await expect(closeEventChunk({ ...deps(), changes }, eventId)).rejects.toThrow('killed');
    expect(await counted()).toBe(0);
    expect(await closeEventChunk(deps(), eventId)).toBe(false);
    expect(await counted()).toBe(20);
    await close(eventId);
    expect(await counted()).toBe(45);
  });

  it('that complete at that moment are asked for too, once', async () => {
    for (let round = 0; round < 8; round++) {
      const eventId = await world.anEvent();
      const [ticketId] = (await world.onSale(eventId, [{}])) as [TicketId];
      const orderId = (await placeNamed(world.serve().aBuyer(), [ticketId])).body.order.id;
      const payment = { orderId, paymentId: newId<PaymentId>(), amount: euros(4300) };
      await world.bus.deliver(aPaymentNews('authorised', payment));
      const completing = world.bus.deliver(aPaymentNews('captured', { ...payment, version: 2 }));
      await Promise.all([completing, cancelEvent(eventId).then(() => close(eventId))]);
      const told = await story(world.models, orderId);
      expect(told.slice(2)).toEqual(['OrderCompleted 3', 'OrderRefundAsked 4']);
    }
  });

  it('whose money is back own nothing: what was sold is withdrawn and may be listed again', async () => {
    const eventId = await world.anEvent();
    const [sale] = await soldOrders(world, eventId, [{}]);
    if (sale === undefined) throw new Error('Nothing was sold');
    await cancelEvent(eventId);
    await close(eventId);
    const { orderId, paymentId, ticketId } = sale;
    const [refund] = await refundsOf(orderId);
    if (refund === undefined) throw new Error('Nothing was asked for');
    const refunds = [
      { refundId: refund.refundId, amount: euros(4300), status: 'succeeded' },
    ] as const;
    const news = { orderId, paymentId, amount: euros(4300), refunds };
    await world.bus.deliver(aPaymentNews('refunded', news));
    expect(await story(world.models, ticketId)).toEqual(['TicketClosed 4']);
    expect(await world.ticket(ticketId)).toMatchObject({ status: 'withdrawn', refunded: true });
    const order = await world.models.orders.findById(orderId).lean();
    expect(order).toMatchObject({ status: 'refunded', version: 5 });
    expect(order).not.toHaveProperty('active');
  });
});
