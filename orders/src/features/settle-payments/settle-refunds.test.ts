import {
  newId,
  type OrderId,
  type PaymentId,
  type RefundId,
  type TicketId,
} from '@marquee/common/ids';
import { expectSoundOutbox, story } from '../../../test/announced.js';
import { anEventNews, aPaymentNews } from '../../../test/domain-events.js';
import { placeNamed } from '../../../test/place.js';
import { euros, openWorld, type World } from '../../../test/world.js';
import type { OrderRefund } from '../../domain/order.js';
import { askForFailed } from '../ask-refund/ask-refund.js';
import { closeEventChunk } from '../close-events/close-event.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.follow();
});
afterAll(async () => {
  await expectSoundOutbox(world.models);
  await world.close();
});

type Ended = 'pending' | 'succeeded' | 'failed';
const ask = (changes: Partial<OrderRefund> = {}): OrderRefund => ({
  refundId: newId<RefundId>(),
  ...{ amount: euros(8600), reason: 'goodwill', tickets: 'release', status: 'asked' },
  askedAt: new Date('2027-02-01T09:30:00.000Z'),
  ...changes,
});

/** A complete order of two tickets, 86 €, of which these refunds were asked for. */
async function aSale(...refunds: OrderRefund[]) {
  const eventId = await world.anEvent();
  const ticketIds = (await world.onSale(eventId, [{}, {}])) as [TicketId, TicketId];
  const orderId: OrderId = (await placeNamed(world.serve().aBuyer(), ticketIds)).body.order.id;
  const about = { orderId, paymentId: newId<PaymentId>(), amount: euros(8600) };
  await world.bus.deliver(aPaymentNews('captured', about));
  if (refunds.length > 0) await world.models.orders.updateOne({ _id: orderId }, { refunds });
  let version = 1;
  return {
    ...{ eventId, orderId, ticketIds },
    now: () => world.models.orders.findById(orderId).lean(),
    told: async () => (await story(world.models, orderId)).slice(3),
    tickets: () => Promise.all(ticketIds.map((id) => world.ticket(id))),
    /** Payments says how the refunds stand, in their order. */
    async hear(status: 'captured' | 'refunding' | 'refunded', ...ended: Ended[]) {
      version += 1;
      const known = refunds.map(({ refundId, amount }, nth) => ({
        ...{ refundId, amount, status: ended[nth] ?? 'pending' },
      }));
      const news = aPaymentNews(status, { ...about, version, refunds: known });
      expect(await world.bus.deliver(news)).toEqual([{ kind: 'ack' }]);
    },
    cancelEvent: () => world.bus.deliver(anEventNews({ eventId, status: 'cancelled' }, 2)),
  };
}

describe('news of refunds', () => {
  it('all went back: the order is refunded, owns nothing, and its tickets are for sale again', async () => {
    const { hear, now, told, tickets, ticketIds } = await aSale(ask());
    await world.models.inventory.updateOne({ _id: ticketIds[0] }, { askingPrice: euros(5000) });
    await hear('refunding', 'pending');
    expect(await told()).toEqual([]);
    await hear('refunded', 'succeeded');
    await hear('refunded', 'succeeded');
    expect(await told()).toEqual(['OrderRefunded 4']);
    expect(await now()).toMatchObject({ status: 'refunded', refunds: [{ status: 'succeeded' }] });
    expect(await now()).not.toHaveProperty('active');
    const [dearer, other] = await tickets();
    expect(dearer).toMatchObject({ status: 'available', price: euros(5000), version: 4 });
    expect(other).toMatchObject({ status: 'available', price: euros(4300) });
    expect((await story(world.models, ticketIds[0])).at(-1)).toBe('TicketReleased 4');
    const again = await placeNamed(world.serve().aBuyer(), [ticketIds[1]]);
    expect(again.status).toBe(201);
  });

  it.each<[string, Partial<OrderRefund>, object, object]>([
    ['that says so', { tickets: 'close' }, {}, {}],
    ['of an Event that has started', {}, {}, { startsAt: new Date('2020-01-01') }],
    ['whose seller wanted it back', {}, { withdrawalAsked: true }, {}],
  ])('all went back by a refund %s: the tickets are withdrawn', async (_, changes, wish, event) => {
    const { hear, tickets, ticketIds, eventId } = await aSale(ask(changes));
    await world.models.inventory.updateMany({ _id: { $in: ticketIds } }, wish);
    await world.models.events.updateOne({ _id: eventId }, event);
    await hear('refunded', 'succeeded');
    for (const ticket of await tickets()) expect(ticket).toMatchObject({ status: 'withdrawn' });
  });

  it('a part went back: the order stays complete until the rest did too', async () => {
    const { hear, now, told, tickets } = await aSale(
      ask({ amount: euros(600) }),
      ask({ amount: euros(8000), tickets: 'close' }),
    );
    await hear('captured', 'succeeded', 'pending');
    expect(await now()).toMatchObject({ status: 'complete', active: true });
    for (const ticket of await tickets()) expect(ticket).toMatchObject({ status: 'sold' });
    await hear('refunded', 'succeeded', 'succeeded');
    expect(await now()).toMatchObject({ status: 'refunded' });
    for (const ticket of await tickets()) expect(ticket).toMatchObject({ status: 'withdrawn' });
    expect(await told()).toEqual(['OrderRefunded 4', 'OrderRefunded 5']);
  });

  it('one failed: said aloud, and the sale stands', async () => {
    const { hear, now, told, tickets } = await aSale(ask());
    await hear('captured', 'failed');
    await hear('captured', 'failed');
    expect(await told()).toEqual(['OrderRefundFailed 4']);
    expect(await now()).toMatchObject({ status: 'complete', refunds: [{ status: 'failed' }] });
    for (const ticket of await tickets()) expect(ticket).toMatchObject({ status: 'sold' });
  });

  it('all of it was sent back by a bank and finally failed: said aloud, and asked for again', async () => {
    const { hear, now, told, tickets, orderId } = await aSale(ask());
    await hear('refunded', 'succeeded');
    await hear('captured', 'failed');
    await hear('captured', 'failed');
    expect(await told()).toEqual(['OrderRefunded 4', 'OrderRefundFailed 5']);
    expect(await now()).toMatchObject({ status: 'refunded', refunds: [{ status: 'failed' }] });
    for (const ticket of await tickets()) expect(ticket).toMatchObject({ status: 'available' });
    const deps = { database: world.database, ...world.repositories };
    expect(await askForFailed(deps, orderId)).toMatchObject({
      asked: [{ status: 'asked', amount: euros(8600) }],
    });
    expect((await told()).at(-1)).toBe('OrderRefundAsked 6');
  });

  it('of one that orders did not ask for changes nothing', async () => {
    const { hear, told, orderId } = await aSale(ask());
    await world.models.orders.updateOne({ _id: orderId }, { $unset: { refunds: 1 } });
    await hear('refunded', 'succeeded');
    expect(await told()).toEqual([]);
  });

  it('one failed and its Event does not take place: what is owed is asked for in the same breath', async () => {
    const { hear, now, cancelEvent, told } = await aSale(ask());
    await cancelEvent();
    await hear('captured', 'failed');
    expect(await told()).toEqual(['OrderRefundFailed 4', 'OrderRefundAsked 5']);
    const refunds = [
      { status: 'failed' },
      { status: 'asked', reason: 'event_cancelled', amount: euros(8600), tickets: 'close' },
    ];
    expect(await now()).toMatchObject({ refunds });
  });

  it('collides with a cancellation of the Event: nothing is for sale afterwards', async () => {
    for (let round = 0; round < 5; round++) {
      const { hear, cancelEvent, tickets, eventId } = await aSale(ask());
      const closing = cancelEvent().then(async () => {
        const deps = { database: world.database, ...world.repositories };
        while (!(await closeEventChunk(deps, eventId)));
      });
      await Promise.all([hear('refunded', 'succeeded'), closing]);
      for (const ticket of await tickets()) expect(ticket).toMatchObject({ status: 'withdrawn' });
    }
  });
});
