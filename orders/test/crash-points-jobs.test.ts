import { newId, type OrderId, type PaymentId, type TicketId } from '@marquee/common/ids';
import { until } from '@marquee/common/testing/until';
import { expectSoundOutbox, story } from './announced.js';
import { at, pointsOf, startDoomed, startOrdersProcess } from './crash.js';
import { anEventNews, aPaymentNews } from './domain-events.js';
import { endHold } from './holds.js';
import { placeNamed } from './place.js';
import { soldOrders } from './sales.js';
import { euros, openWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.follow();
});
afterAll(async () => {
  await expectSoundOutbox(world.models);
  await world.close();
});

/** Something a job has to do, and how it must look when it is done. */
interface Work {
  isDone(): Promise<boolean>;
  check(): Promise<void>;
}

/** Two orders whose holds have ended. */
async function endedHolds(): Promise<Work> {
  const ticketIds = (await world.onSale(await world.anEvent(), [{}, {}])) as [TicketId, TicketId];
  const { aBuyer } = world.serve();
  const placed = ticketIds.map((ticketId) => placeNamed(aBuyer(), [ticketId]));
  const orderIds: OrderId[] = (await Promise.all(placed)).map((res) => res.body.order.id);
  for (const orderId of orderIds) await endHold(world.models, orderId);
  return {
    isDone: async () => {
      const expired = { _id: { $in: orderIds }, status: 'expired' } as const;
      return (await world.models.orders.countDocuments(expired)) === 2;
    },
    async check() {
      for (const orderId of orderIds)
        expect(await story(world.models, orderId)).toEqual(['OrderPlaced 1', 'OrderExpired 2']);
      for (const ticketId of ticketIds) {
        expect(await world.ticket(ticketId)).toMatchObject({ status: 'available', version: 3 });
        const told = await story(world.models, ticketId);
        expect(told).toEqual(['TicketHeld 2', 'TicketReleased 3']);
      }
    },
  };
}

/** A cancelled Event with a free ticket, one held by an unpaid order, one won and one bought. */
async function aCancelledEvent(): Promise<Work> {
  const eventId = await world.anEvent();
  const ticketIds = await world.onSale(eventId, [{}, {}, {}]);
  const [free, held, won] = ticketIds as [TicketId, TicketId, TicketId];
  const { aBuyer } = world.serve();
  const unpaid: OrderId = (await placeNamed(aBuyer(), [held])).body.order.id;
  const winner: OrderId = (await placeNamed(aBuyer(), [won])).body.order.id;
  const payment = { orderId: winner, paymentId: newId<PaymentId>(), amount: euros(4300) };
  await world.bus.deliver(aPaymentNews('authorised', payment));
  const [paid] = await soldOrders(world, eventId, [{}]);
  if (paid === undefined) throw new Error('Nothing was sold');
  await world.bus.deliver(anEventNews({ eventId, status: 'cancelled' }, 2));
  return {
    isDone: async () => (await world.repositories.events.findUnclosed()) === null,
    async check() {
      expect(await story(world.models, unpaid)).toEqual(['OrderPlaced 1', 'OrderCancelled 2']);
      expect(await story(world.models, free)).toEqual(['TicketClosed 2']);
      const told = await story(world.models, held);
      expect(told).toEqual(['TicketHeld 2', 'TicketClosed 3']);
      expect(await world.ticket(won)).toMatchObject({ status: 'held', orderId: winner });
      const stands = ['OrderPlaced 1', 'OrderPaymentAccepted 2'];
      expect(await story(world.models, winner)).toEqual(stands);
      expect(await story(world.models, paid.orderId)).toEqual(['OrderRefundAsked 4']);
    },
  };
}

const jobs = [
  ['orders.expire-orders', 'expire.', endedHolds],
  ['orders.close-events', 'close.', aCancelledEvent],
] as const;

test.each(jobs)(
  '%s, killed before or after any await, is continued by another process, once',
  async (job, prefix, prepare) => {
    const recorded = await prepare();
    const points = await pointsOf(world, [job], prefix, () => until(recorded.isDone));
    await recorded.check();
    expect(points.length).toBeGreaterThanOrEqual(10);
    for (const point of points) {
      await at(point, async () => {
        const work = await prepare();
        const doomed = await startDoomed(world, [job], point);
        await doomed.death;
        const survivor = await startOrdersProcess(world, [job]);
        await until(work.isDone);
        await survivor.stop();
        await work.check();
      });
    }
  },
  60_000,
);
