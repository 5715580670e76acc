import type { TestAgent } from '@marquee/common/testing/http';
import { expectAnswer } from '../../../test/answers.js';
import { endHold } from '../../../test/holds.js';
import { placeNamed } from '../../../test/place.js';
import { openWorld, type World } from '../../../test/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** A buyer with `count` orders; their ids, newest first. */
async function aBuyerWith(count: number) {
  const tickets = Array.from({ length: count }, () => ({}));
  const ticketIds = await world.onSale(await world.anEvent(), tickets);
  const { aBuyer } = world.serve();
  const buyer = aBuyer();
  const ids: string[] = [];
  for (const ticketId of ticketIds) {
    const res = await placeNamed(buyer, [ticketId]);
    ids.unshift(res.body.order.id);
  }
  return { buyer, ids, stranger: aBuyer() };
}

async function listed(agent: TestAgent, query = '') {
  const res = await agent.get(`/api/orders${query}`);
  expectAnswer(res, 200);
  const { items, nextCursor } = res.body as { items: { id: string }[]; nextCursor: string | null };
  return { ids: items.map(({ id }) => id), nextCursor };
}

describe('GET /api/orders', () => {
  it("200: the buyer's own, newest first, and nobody else's", async () => {
    const { buyer, ids, stranger } = await aBuyerWith(3);
    expect(await listed(buyer)).toEqual({ ids, nextCursor: null });
    expect(await listed(stranger)).toEqual({ ids: [], nextCursor: null });
  });

  it('200: page by page, each order once', async () => {
    const { buyer, ids } = await aBuyerWith(5);
    const first = await listed(buyer, '?limit=2');
    const second = await listed(buyer, `?limit=2&cursor=${first.nextCursor}`);
    const third = await listed(buyer, `?limit=2&cursor=${second.nextCursor}`);
    expect([...first.ids, ...second.ids, ...third.ids]).toEqual(ids);
    expect(third.nextCursor).toBeNull();
  });

  it('200: a page that is exactly full is the last', async () => {
    const { buyer, ids } = await aBuyerWith(2);
    expect(await listed(buyer, '?limit=2')).toEqual({ ids, nextCursor: null });
  });

  it('200: by status; an ended hold that nobody swept counts as expired', async () => {
    const { buyer, ids } = await aBuyerWith(4);
    const [waiting, cancelled, unswept, expired] = ids as [string, string, string, string];
    await buyer.delete(`/api/orders/${cancelled}`);
    await endHold(world.models, unswept as never);
    await world.models.orders.updateOne({ _id: expired }, { status: 'expired' });
    expect((await listed(buyer, '?status=awaiting_payment')).ids).toEqual([waiting]);
    expect((await listed(buyer, '?status=expired')).ids).toEqual([unswept, expired]);
    expect((await listed(buyer, '?status=cancelled')).ids).toEqual([cancelled]);
    expect((await listed(buyer, '?status=complete')).ids).toEqual([]);
    const page = await listed(buyer, '?status=expired&limit=1');
    const rest = await listed(buyer, `?status=expired&limit=1&cursor=${page.nextCursor}`);
    expect([...page.ids, ...rest.ids]).toEqual([unswept, expired]);
  });

  it.each([
    'limit=0',
    'limit=101',
    'limit=two',
    'status=paid',
    'status=paying&status=expired',
    'cursor=nonsense',
    `cursor=${Buffer.from('["x"]').toString('base64url')}`,
    'page=2',
  ])('400: ?%s', async (query) => {
    const res = await world.serve().aBuyer().get(`/api/orders?${query}`);
    expectAnswer(res, 400, 'invalid_request');
  });

  it('401: nobody', async () => {
    expectAnswer(await world.serve().agent().get('/api/orders'), 401, 'not_signed_in');
  });
});
