import { newId } from '@marquee/common/ids';
import { list, price, publish, readAll } from '../../../test/builders.js';
import {
  expectAnswer,
  startTicketsApi,
  type TicketBody,
  type TicketsApi,
} from '../../../test/tickets-api.js';

describe('GET /api/tickets', () => {
  let api: TicketsApi;
  beforeAll(async () => {
    api = await startTicketsApi();
  });
  afterAll(() => api.stop());

  const get = async (query: object, user?: Parameters<TicketsApi['as']>[0]) => {
    const res = await api.as(user).get('/api/tickets').query(query);
    expectAnswer(res, 200);
    return res;
  };
  const items = async (query: object, user?: Parameters<TicketsApi['as']>[0]) =>
    ((await get(query, user)).body as { items: TicketBody[] }).items;
  const seats = async (query: object) => (await items(query)).map(({ seat }) => seat);

  it('by default the public sees what is available, held and sold, by price', async () => {
    const event = await publish(api);
    const [held, sold, closed] = await list(api, event.id, { seats: ['1', '2', '3'] });
    await list(api, event.id, { seats: ['9'], price: price(900) });
    await list(api, event.id, { seats: ['8'] }, { open: false });
    if (!held || !sold || !closed) throw new Error('Nothing was listed');
    await api.inventorySays('TicketHeld', held, 2);
    await api.inventorySays('TicketSold', sold, 2);
    await api.inventorySays('TicketClosed', closed, 2);
    const all = await items({ eventId: event.id });
    expect(all.map(({ seat, status, version }) => [seat, status, version])).toEqual([
      ['9', 'available', 1],
      ['1', 'held', 2],
      ['2', 'sold', 2],
    ]);
    expect(Object.keys(all[0] ?? {})).not.toContain('askingPrice');
    expect(await seats({ eventId: event.id, status: 'withdrawn' })).toEqual(['3']);
    expect(await seats({ eventId: event.id, status: 'held' })).toEqual(['1']);
  });

  it('what only a seller may see is found by nobody else', async () => {
    const event = await publish(api);
    const [leaving] = await list(api, event.id, { seats: ['1'] });
    await list(api, event.id, { seats: ['2'] }, { open: false });
    expectAnswer(await api.as(api.seller).delete(`/api/tickets/${leaving?.id}`), 202);
    const of = (status: string) => ({ eventId: event.id, status });
    for (const viewer of [undefined, api.organiser]) {
      expect(await items(of('opening'), viewer)).toEqual([]);
      expect(await items(of('withdrawing'), viewer)).toEqual([]);
      expect(await items(of('available'), viewer)).toMatchObject([
        { seat: '1', status: 'available' },
      ]);
    }
    expect(await items(of('opening'), api.seller)).toMatchObject([{ seat: '2', version: 0 }]);
    expect(await items(of('withdrawing'), api.seller)).toMatchObject([
      { seat: '1', status: 'withdrawing', version: 1 },
    ]);
  });

  it('seats are in the order a person walks', async () => {
    const event = await publish(api);
    await list(api, event.id, { row: 'B', seats: ['10', '9', 'A2'] });
    await list(api, event.id, { row: 'A', seats: ['11'] });
    await list(api, event.id, { section: 'Balcony', seats: ['3'] });
    const found = await items({ eventId: event.id, sort: 'seat' });
    expect(found.map(({ row, seat }) => `${row}${seat}`)).toEqual([
      'B3',
      'A11',
      'B9',
      'B10',
      'BA2',
    ]);
  });

  it('section and highest price narrow the list', async () => {
    const event = await publish(api);
    await list(api, event.id, { section: 'Balcony', seats: ['1'], price: price(1000) });
    await list(api, event.id, { section: 'Balcony', seats: ['2'], price: price(1001) });
    await list(api, event.id, { section: 'Stalls', seats: ['3'], price: price(1000) });
    const where = { eventId: event.id, section: 'balcony', maxPrice: 1000 };
    expect(await seats(where)).toEqual(['1']);
  });

  it.each(['price', 'seat'])(
    'pages by %s neither skip nor repeat while tickets are listed',
    async (sort) => {
      const event = await publish(api);
      const before = [
        ...(await list(api, event.id, { section: 'M', seats: ['1', '2', '3', '4'] })),
        ...(await list(api, event.id, {
          section: 'N',
          quantity: 4,
          seats: undefined,
          row: undefined,
        })),
      ];
      let row = 0;
      const found = await readAll<TicketBody>(
        (cursor) => get({ eventId: event.id, sort, limit: 3, ...(cursor ? { cursor } : {}) }),
        async () => {
          row += 1;
          await list(api, event.id, { section: 'A', row: `${row}`, price: price(4000) });
        },
      );
      const ids = found.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { id } of before) expect(ids).toContain(id);
    },
  );

  it('an unknown Event is not found', async () => {
    expectAnswer(await api.as().get('/api/tickets').query({ eventId: newId() }), 404, 'not_found');
  });

  it.each([
    {},
    { eventId: 'x' },
    { eventId: newId(), limit: 101 },
    { eventId: newId(), maxPrice: '-1' },
    { eventId: newId(), maxPrice: 'cheap' },
    { eventId: newId(), status: 'gone' },
    { eventId: newId(), sort: 'seats' },
    { eventId: newId(), cursor: 'x' },
    { eventId: newId(), sellerId: newId() },
  ])('the query %j is malformed', async (query) => {
    expectAnswer(await api.as().get('/api/tickets').query(query), 400, 'invalid_request');
  });
});
