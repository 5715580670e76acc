import { newId, type OrderId, type PaymentId, type TicketId } from '@marquee/common/ids';
import { announced, expectSoundOutbox, story } from '../../../test/announced.js';
import { anEventNews, aPaymentNews } from '../../../test/domain-events.js';
import { endHold } from '../../../test/holds.js';
import { placeNamed } from '../../../test/place.js';
import { euros, openWorld, type World } from '../../../test/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.follow();
});
afterAll(async () => {
  await expectSoundOutbox(world.models);
  await world.close();
});

const ack = [{ kind: 'ack' }];
const amount = euros(8600);

/** An order of two tickets, 86 €, and its payment. */
async function anOrder() {
  const eventId = await world.anEvent();
  const ticketIds = (await world.onSale(eventId, [{}, {}])) as [TicketId, TicketId];
  const placed = await placeNamed(world.serve().aBuyer(), ticketIds);
  const orderId: OrderId = placed.body.order.id;
  const paymentId = newId<PaymentId>();
  const about = { orderId, paymentId, amount };
  const now = () => world.models.orders.findById(orderId).lean();
  const told = () => story(world.models, orderId);
  const tickets = () => Promise.all(ticketIds.map((id) => world.ticket(id)));
  const pay = async (status: Parameters<typeof aPaymentNews>[0], version = 1, changes = {}) => {
    expect(
      await world.bus.deliver(aPaymentNews(status, { ...about, version, ...changes })),
    ).toEqual(ack);
  };
  return { eventId, ticketIds, orderId, paymentId, about, now, told, tickets, pay };
}

describe('an authorised payment', () => {
  it('in time wins the order: the hold has no end any more, and the public hears nothing', async () => {
    const { pay, now, tickets, told, paymentId, ticketIds, orderId } = await anOrder();
    await pay('authorised');
    expect(await now()).toMatchObject({ status: 'paying', paymentId, version: 2 });
    for (const ticket of await tickets())
      expect(ticket).toMatchObject({ status: 'held', orderId, holdEndsAt: null, version: 2 });
    expect(await told()).toEqual(['OrderPlaced 1', 'OrderPaymentAccepted 2']);
    expect(await story(world.models, ticketIds[0])).toEqual(['TicketHeld 2']);
  });

  it('that comes late loses: the order expires, the tickets are free, the money is refused', async () => {
    const { pay, now, tickets, told, orderId, paymentId } = await anOrder();
    await endHold(world.models, orderId);
    await pay('authorised');
    expect(await now()).toMatchObject({ status: 'expired', rejectedPaymentIds: [paymentId] });
    for (const ticket of await tickets())
      expect(ticket).toMatchObject({ status: 'available', version: 3 });
    expect(await told()).toEqual(['OrderPlaced 1', 'OrderExpired 2', 'OrderPaymentRejected 3']);
    const last = (await announced(world.models, orderId)).at(-1);
    expect(last?.data).toMatchObject({ status: 'expired', rejectedPaymentIds: [paymentId] });
  });

  it('for an order that another payment has won is refused, and the winner stays', async () => {
    const { pay, now, paymentId } = await anOrder();
    await pay('authorised');
    const second = newId<PaymentId>();
    await pay('authorised', 1, { paymentId: second });
    expect(await now()).toMatchObject({
      ...{ status: 'paying', paymentId, rejectedPaymentIds: [second], version: 3 },
    });
  });

  it('of the wrong amount is refused; the right one may still come', async () => {
    const { pay, now, tickets, paymentId } = await anOrder();
    await pay('authorised', 1, { amount: euros(8599) });
    expect(await now()).toMatchObject({
      status: 'awaiting_payment',
      rejectedPaymentIds: [paymentId],
    });
    await pay('authorised', 1, { paymentId: newId() });
    expect(await now()).toMatchObject({ status: 'paying' });
    expect((await tickets())[0]).toMatchObject({ holdEndsAt: null });
  });

  it('for a cancelled Event is refused; order and tickets end', async () => {
    const { pay, eventId, tickets, told } = await anOrder();
    await world.bus.deliver(anEventNews({ eventId, status: 'cancelled' }, 2));
    await pay('authorised');
    expect(await told()).toEqual(['OrderPlaced 1', 'OrderCancelled 2', 'OrderPaymentRejected 3']);
    for (const ticket of await tickets()) expect(ticket).toMatchObject({ status: 'withdrawn' });
  });

  it('for an order that was cancelled is refused, once, however often it is told', async () => {
    const { pay, about, told, orderId, now } = await anOrder();
    await world.models.orders.updateOne({ _id: orderId }, { status: 'cancelled' });
    await pay('authorised');
    await pay('authorised', 2);
    expect(await told()).toEqual(['OrderPlaced 1', 'OrderPaymentRejected 2']);
    expect(await now()).toMatchObject({ rejectedPaymentIds: [about.paymentId] });
  });
});

describe('the final word of a payment', () => {
  it('captured: the order is complete and its tickets are sold', async () => {
    const { pay, now, tickets, told, ticketIds, orderId } = await anOrder();
    await pay('authorised');
    await pay('captured', 2);
    expect(await now()).toMatchObject({ status: 'complete', active: true });
    for (const ticket of await tickets())
      expect(ticket).toMatchObject({ status: 'sold', orderId, version: 3 });
    expect((await told()).at(-1)).toBe('OrderCompleted 3');
    expect(await story(world.models, ticketIds[0])).toEqual(['TicketHeld 2', 'TicketSold 3']);
  });

  it('`paying` never ends by the clock', async () => {
    const { pay, now, orderId } = await anOrder();
    await pay('authorised');
    await endHold(world.models, orderId);
    await pay('captured', 2);
    expect(await now()).toMatchObject({ status: 'complete' });
  });

  it.each(['released', 'failed'] as const)('%s while paying: the tickets go free', async (word) => {
    const { pay, now, tickets, told } = await anOrder();
    await pay('authorised');
    await pay(word, 2);
    expect(await now()).toMatchObject({ status: 'cancelled', version: 3 });
    expect(await now()).not.toHaveProperty('active');
    for (const ticket of await tickets())
      expect(ticket).toMatchObject({ status: 'available', version: 3 });
    expect((await told()).at(-1)).toBe('OrderCancelled 3');
  });

  it.each(['released', 'failed'] as const)('%s before winning changes nothing', async (word) => {
    const { pay, now } = await anOrder();
    await pay(word);
    expect(await now()).toMatchObject({ status: 'awaiting_payment', version: 1 });
  });

  it("another payment's release does not touch the order that this one won", async () => {
    const { pay, now, paymentId } = await anOrder();
    await pay('authorised');
    await pay('released', 1, { paymentId: newId() });
    expect(await now()).toMatchObject({ status: 'paying', paymentId, version: 2 });
  });

  it('replays change nothing', async () => {
    const { about, now, told } = await anOrder();
    const authorised = aPaymentNews('authorised', { ...about, version: 1 });
    const captured = aPaymentNews('captured', { ...about, version: 2 });
    for (const news of [authorised, authorised, captured, authorised, captured])
      expect(await world.bus.deliver(news)).toEqual(ack);
    expect(await now()).toMatchObject({ status: 'complete', version: 3 });
    expect(await told()).toHaveLength(3);
  });

  it('captured in time without our having heard of it before: won and completed at once', async () => {
    const { pay, now, tickets, told, paymentId, orderId } = await anOrder();
    await pay('captured');
    expect(await now()).toMatchObject({ status: 'complete', paymentId, active: true });
    for (const ticket of await tickets())
      expect(ticket).toMatchObject({ status: 'sold', orderId, version: 3 });
    expect(await told()).toEqual(['OrderPlaced 1', 'OrderPaymentAccepted 2', 'OrderCompleted 3']);
  });

  it('captured for a lost order is told no, once: payments gives the money back', async () => {
    const { pay, now, told, orderId, paymentId } = await anOrder();
    await world.models.orders.updateOne({ _id: orderId }, { status: 'cancelled' });
    await pay('captured');
    await pay('refunding', 2);
    await pay('refunded', 3);
    expect(await told()).toEqual(['OrderPlaced 1', 'OrderPaymentRejected 2']);
    expect(await now()).toMatchObject({ status: 'cancelled', rejectedPaymentIds: [paymentId] });
  });

  it('captured although it was said to have failed: the order is lost, the money is told no', async () => {
    const { pay, now, told, paymentId } = await anOrder();
    await pay('authorised');
    await pay('failed', 2);
    await pay('captured', 3);
    await pay('captured', 4);
    expect((await told()).slice(2)).toEqual(['OrderCancelled 3', 'OrderPaymentRejected 4']);
    expect(await now()).toMatchObject({ rejectedPaymentIds: [paymentId] });
  });
});
