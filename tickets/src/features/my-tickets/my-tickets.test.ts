import { aUser } from '@marquee/common/testing/builders';
import { list, publish, readAll } from '../../../test/builders.js';
import {
  expectAnswer,
  startTicketsApi,
  type TicketBody,
  type TicketsApi,
} from '../../../test/tickets-api.js';

describe('GET /api/tickets/mine', () => {
  let api: TicketsApi;
  beforeAll(async () => {
    api = await startTicketsApi();
  });
  afterAll(() => api.stop());

  const get = async (user: ReturnType<typeof aUser>, query: object = {}) => {
    const res = await api.as(user).get('/api/tickets/mine').query(query);
    expectAnswer(res, 200);
    return res;
  };

  it('a seller sees every ticket of theirs, what it asks, and how its order stands', async () => {
    const seller = aUser();
    const event = await publish(api);
    const [held, sold, free] = await list(api, event.id, { seats: ['1', '2', '3'] }, { seller });
    if (!held || !sold || !free) throw new Error('Nothing was listed');
    await api.inventorySays('TicketHeld', held, 2);
    await api.inventorySays('TicketSold', sold, 2);
    const { items } = (await get(seller)).body as { items: TicketBody[] };
    expect(items).toMatchObject([
      { seat: '3', status: 'available', orderStatus: null, askingPrice: { amount: 4300 } },
      { seat: '2', status: 'sold', orderStatus: 'complete' },
      { seat: '1', status: 'held', orderStatus: 'awaiting_payment' },
    ]);
  });

  it('a seller sees which sales were undone: withdrawn and refunded', async () => {
    const seller = aUser();
    const event = await publish(api);
    const [ticket] = await list(api, event.id, { seats: ['1'] }, { seller });
    if (!ticket) throw new Error('Nothing was listed');
    await api.inventorySays('TicketSold', ticket, 3);
    await api.inventorySays('TicketClosed', ticket, 4, { refunded: true });
    const { items } = (await get(seller)).body as { items: TicketBody[] };
    expect(items).toMatchObject([{ status: 'withdrawn', orderStatus: 'refunded', version: 4 }]);
  });

  it('nobody sees the tickets of others, nor anything without signing in', async () => {
    const event = await publish(api);
    await list(api, event.id);
    expect((await get(aUser())).body).toEqual({ items: [], nextCursor: null });
    expectAnswer(await api.as().get('/api/tickets/mine'), 401, 'not_signed_in');
  });

  it('one Event can be picked out, and pages neither skip nor repeat', async () => {
    const seller = aUser();
    const [first, second] = [await publish(api), await publish(api)];
    const wanted = await list(api, first.id, { seats: ['1', '2', '3', '4', '5'] }, { seller });
    await list(api, second.id, {}, { seller });
    let row = 0;
    const found = await readAll<TicketBody>(
      (cursor) => get(seller, { eventId: first.id, limit: 2, ...(cursor ? { cursor } : {}) }),
      async () => {
        row += 1;
        await list(api, first.id, { row: `${row}` }, { seller });
      },
    );
    expect(found.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id).reverse());
  });

  it.each([{ eventId: 'x' }, { limit: 0 }, { cursor: 'x' }, { status: 'sold' }])(
    'the query %j is malformed',
    async (query) => {
      const res = await api.as(aUser()).get('/api/tickets/mine').query(query);
      expectAnswer(res, 400, 'invalid_request');
    },
  );
});
