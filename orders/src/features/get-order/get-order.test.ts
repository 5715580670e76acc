import { newId } from '@marquee/common/ids';
import { aUser } from '@marquee/common/testing/builders';
import { expectAnswer } from '../../../test/answers.js';
import { endHold } from '../../../test/holds.js';
import { placeNamed } from '../../../test/place.js';
import { aRefund, soldOrders } from '../../../test/sales.js';
import { openWorld, type World } from '../../../test/world.js';

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
  return { buyer, placed: placed.body.order, stranger: aBuyer(), nobody: agent() };
}

describe('GET /api/orders/:id', () => {
  it('200: the order as it was placed', async () => {
    const { buyer, placed } = await anOrder();
    const res = await buyer.get(`/api/orders/${placed.id}`);
    expectAnswer(res, 200);
    expect(res.body.order).toEqual(placed);
  });

  it('200: an ended hold is expired, swept or not', async () => {
    const { buyer, placed } = await anOrder();
    await endHold(world.models, placed.id);
    const res = await buyer.get(`/api/orders/${placed.id}`);
    expectAnswer(res, 200);
    expect(res.body.order).toMatchObject({ status: 'expired', version: 1 });
  });

  it('200: refunds where there are some, without what only we must know of them', async () => {
    const buyer = aUser();
    const refund = aRefund({ status: 'failed', replacedBy: newId() });
    const changes = { buyerId: buyer.id, refunds: [refund] };
    const [order] = await soldOrders(world, await world.anEvent(), [changes]);
    const res = await world.serve().agent(buyer).get(`/api/orders/${order?.orderId}`);
    expectAnswer(res, 200);
    const { amount, reason, status, askedAt } = refund;
    const shown = { amount, reason, status, askedAt: askedAt.toISOString() };
    expect(res.body.order.refunds).toEqual([shown]);
  });

  it("404: another's order is as unknown as one that never was", async () => {
    const { stranger, placed } = await anOrder();
    const foreign = await stranger.get(`/api/orders/${placed.id}`);
    const unknown = await stranger.get(`/api/orders/${newId()}`);
    expectAnswer(foreign, 404, 'not_found');
    expectAnswer(unknown, 404, 'not_found');
    expect(foreign.body).toEqual(unknown.body);
  });

  it('404: an id that was buried, so that it never becomes an order', async () => {
    const id = newId();
    await world.models.tombstones.insertOne({ _id: id, buriedAt: new Date() });
    const { buyer } = await anOrder();
    expectAnswer(await buyer.get(`/api/orders/${id}`), 404, 'not_found');
    expectAnswer(await buyer.delete(`/api/orders/${id}`), 404, 'not_found');
  });

  it('400 and 401: a malformed id, and nobody', async () => {
    const { buyer, placed, nobody } = await anOrder();
    expectAnswer(await buyer.get('/api/orders/mine'), 400, 'invalid_request');
    expectAnswer(await buyer.get(`/api/orders/${placed.id}?x=1`), 400, 'invalid_request');
    expectAnswer(await nobody.get(`/api/orders/${placed.id}`), 401, 'not_signed_in');
  });
});
