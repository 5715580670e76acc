import { type EventId, newId, type PaymentId, type TicketId } from '@marquee/common/ids';
import { aUser } from '@marquee/common/testing/builders';
import { expectAnswer } from '../../../test/answers.js';
import { anEventNews, aPaymentNews } from '../../../test/domain-events.js';
import { placeNamed } from '../../../test/place.js';
import { aRefund, soldOrders } from '../../../test/sales.js';
import { euros, openWorld, type World } from '../../../test/world.js';
import { closeEventChunk } from '../close-events/close-event.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.follow();
});
afterAll(() => world.close());

async function anEvent() {
  const organiser = aUser();
  const eventId = newId<EventId>();
  await world.bus.deliver(anEventNews({ eventId, organiserId: organiser.id }));
  const { agent, aBuyer } = world.serve();
  const path = `/api/orders/refund-progress?eventId=${eventId}`;
  const organiserId = organiser.id;
  const people = { organiser: agent(organiser), stranger: aBuyer(), nobody: agent() };
  return { eventId, organiserId, path, ...people };
}

const cancelled = { reason: 'event_cancelled' } as const;

describe('GET /api/orders/refund-progress', () => {
  it('200: counts orders by their newest refund for the cancellation', async () => {
    const { eventId, path, organiser } = await anEvent();
    const failed = () => aRefund({ ...cancelled, status: 'failed' });
    await soldOrders(world, eventId, [
      { refunds: [aRefund(cancelled)] },
      { refunds: [aRefund({ ...cancelled, status: 'succeeded' })], status: 'refunded' },
      { refunds: [failed()] },
      { refunds: [failed(), aRefund(cancelled)] },
      { refunds: [failed(), aRefund({ ...cancelled, status: 'succeeded' })], status: 'refunded' },
      { refunds: [aRefund()] },
      {},
    ]);
    const res = await organiser.get(path);
    expectAnswer(res, 200);
    const refundProgress = { eventId, orders: 5, refunded: 2, failed: 1, isAskingOver: false };
    expect(res.body).toEqual({ refundProgress });
  });

  it('200: nothing to count while the Event takes place', async () => {
    const { eventId, path, organiser } = await anEvent();
    await soldOrders(world, eventId, [{}]);
    const res = await organiser.get(path);
    expectAnswer(res, 200);
    const refundProgress = { eventId, orders: 0, refunded: 0, failed: 0, isAskingOver: false };
    expect(res.body).toEqual({ refundProgress });
  });

  it('200: asking is over only after the last chunk, and once nobody is paying any more', async () => {
    const { eventId, organiserId, path, organiser } = await anEvent();
    const progress = async () => (await organiser.get(path)).body.refundProgress;
    const [ticketId] = (await world.onSale(eventId, [{}])) as [TicketId];
    const orderId = (await placeNamed(world.serve().aBuyer(), [ticketId])).body.order.id;
    const payment = { orderId, paymentId: newId<PaymentId>(), amount: euros(4300) };
    await world.bus.deliver(aPaymentNews('authorised', payment));
    await soldOrders(world, eventId, [{}]);
    await world.bus.deliver(anEventNews({ eventId, organiserId, status: 'cancelled' }, 2));
    const deps = { database: world.database, ...world.repositories };
    expect(await closeEventChunk(deps, eventId)).toBe(false);
    // Between two chunks: all that was asked for so far may be done, and it is not the end.
    await world.models.raw.orders.updateMany(
      { eventId, 'refunds.status': 'asked' },
      { $set: { 'refunds.$.status': 'succeeded', status: 'refunded' } },
    );
    expect(await progress()).toMatchObject({
      ...{ orders: 1, refunded: 1, isAskingOver: false },
    });
    expect(await closeEventChunk(deps, eventId)).toBe(true);
    expect(await progress()).toMatchObject({ isAskingOver: false });
    await world.bus.deliver(aPaymentNews('captured', { ...payment, version: 2 }));
    expect(await progress()).toMatchObject({
      ...{ orders: 2, refunded: 1, isAskingOver: true },
    });
  });

  it("404: another's Event is as unknown as one that never was", async () => {
    const { path, stranger } = await anEvent();
    const foreign = await stranger.get(path);
    const unknown = await stranger.get(`/api/orders/refund-progress?eventId=${newId()}`);
    expectAnswer(foreign, 404, 'not_found');
    expectAnswer(unknown, 404, 'not_found');
    expect(foreign.body).toEqual(unknown.body);
  });

  it('400 and 401: no Event, a malformed one, something else, and nobody', async () => {
    const { path, organiser, nobody } = await anEvent();
    for (const wrong of ['', '?eventId=mine', '?eventId=1&eventId=2'])
      expectAnswer(
        await organiser.get(`/api/orders/refund-progress${wrong}`),
        400,
        'invalid_request',
      );
    expectAnswer(await organiser.get(`${path}&status=failed`), 400, 'invalid_request');
    expectAnswer(await nobody.get(path), 401, 'not_signed_in');
  });
});
