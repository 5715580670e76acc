import { newId, type OrderId, type TicketId } from '@marquee/common/ids';
import { expectSoundOutbox, story } from '../../../test/announced.js';
import { expectAnswer } from '../../../test/answers.js';
import { endHold } from '../../../test/holds.js';
import { placeNamed, tally } from '../../../test/place.js';
import { euros, openWorld, type World } from '../../../test/world.js';
import { expireOrders } from '../expire-orders/expire-orders.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function anOrder() {
  const ticketIds = await world.onSale(await world.anEvent(), [{}, {}]);
  const { aBuyer, agent } = world.serve();
  const buyer = aBuyer();
  const placed = await placeNamed(buyer, ticketIds);
  const orderId: OrderId = placed.body.order.id;
  const cancel = (by = buyer) => by.delete(`/api/orders/${orderId}`);
  return { cancel, orderId, ticketIds: ticketIds as [TicketId, TicketId], aBuyer, agent };
}

describe('DELETE /api/orders/:id', () => {
  it('200: the tickets are free for others at once; again is 200 and changes nothing', async () => {
    const { cancel, orderId, ticketIds, aBuyer } = await anOrder();
    const first = await cancel();
    expectAnswer(first, 200);
    expect(first.body.order).toMatchObject({ status: 'cancelled', version: 2 });
    for (const id of ticketIds)
      expect(await world.ticket(id)).toMatchObject({ status: 'available', version: 3 });
    const second = await cancel();
    expectAnswer(second, 200);
    expect(second.body).toEqual(first.body);
    expect(await story(world.models, orderId)).toEqual(['OrderPlaced 1', 'OrderCancelled 2']);
    expectAnswer(await placeNamed(aBuyer(), ticketIds), 201);
  });

  it('what the seller asked during the hold happens now', async () => {
    const { cancel, ticketIds } = await anOrder();
    const [dearer, gone] = ticketIds;
    await world.models.inventory.updateOne({ _id: dearer }, { askingPrice: euros(5000) });
    await world.models.inventory.updateOne({ _id: gone }, { withdrawalAsked: true });
    expectAnswer(await cancel(), 200);
    expect(await world.ticket(dearer)).toMatchObject({ status: 'available', price: euros(5000) });
    expect(await world.ticket(gone)).toMatchObject({ status: 'withdrawn' });
  });

  it('409: an order whose hold has ended is expired, and says so', async () => {
    const { cancel, orderId } = await anOrder();
    await endHold(world.models, orderId);
    const res = await cancel();
    expectAnswer(res, 409, 'order_not_cancellable');
    expect(res.body.current).toMatchObject({ id: orderId, status: 'expired' });
  });

  it.each(['paying', 'complete', 'expired', 'refunded'] as const)('409: %s', async (status) => {
    const { cancel, orderId } = await anOrder();
    await world.models.orders.updateOne({ _id: orderId }, { status, paymentId: newId() });
    const res = await cancel();
    expectAnswer(res, 409, 'order_not_cancellable');
    expect(res.body.current).toMatchObject({ id: orderId, status });
  });

  it("400, 401, 403, 404: malformed, nobody, another site, another's; the hold stands", async () => {
    const { cancel, aBuyer, agent, ticketIds } = await anOrder();
    expectAnswer(await aBuyer().delete('/api/orders/1'), 400, 'invalid_request');
    expectAnswer(await cancel(agent()), 401, 'not_signed_in');
    expectAnswer(await cancel().set('Origin', 'https://evil.example'), 403, 'foreign_origin');
    expectAnswer(await cancel(aBuyer()), 404, 'not_found');
    expectAnswer(await aBuyer().delete(`/api/orders/${newId()}`), 404, 'not_found');
    expect(await world.ticket(ticketIds[0])).toMatchObject({ status: 'held', version: 2 });
  });

  it('two cancels at once: both are told yes, and it happens once', async () => {
    const { cancel, orderId } = await anOrder();
    expect(tally(await Promise.all([cancel(), cancel(), cancel()]))).toEqual({ '200': 3 });
    expect(await story(world.models, orderId)).toEqual(['OrderPlaced 1', 'OrderCancelled 2']);
  });

  it('cancel and expiry at the same moment have one outcome', async () => {
    for (let round = 0; round < 10; round++) {
      const { cancel, orderId, ticketIds } = await anOrder();
      const due = expireOrders({ ...world, ...world.repositories }, [orderId]);
      const ending = endHold(world.models, orderId);
      const [res] = await Promise.all([cancel(), ending, due]);
      await expireOrders({ ...world, ...world.repositories }, [orderId]);
      const told = await story(world.models, orderId);
      const outcome = res.status === 200 ? 'OrderCancelled 2' : 'OrderExpired 2';
      expect(told).toEqual(['OrderPlaced 1', outcome]);
      expect(await world.ticket(ticketIds[0])).toMatchObject({ status: 'available', version: 3 });
    }
    await expectSoundOutbox(world.models);
  });
});
