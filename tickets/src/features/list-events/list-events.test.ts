import { anEventBody, inHours, list, price, publish, readAll } from '../../../test/builders.js';
import { expectAnswer, startTicketsApi, type TicketsApi } from '../../../test/tickets-api.js';

const lisbon = { name: 'Sala do Rio', city: 'Lisbon', country: 'PT', timeZone: 'Europe/Lisbon' };
const malaga = { name: 'Teatro Sur', city: 'Málaga', country: 'ES', timeZone: 'Europe/Madrid' };

describe('GET /api/events', () => {
  let api: TicketsApi;
  beforeEach(async () => {
    api = await startTicketsApi();
  });
  afterEach(() => api.stop());

  const get = async (query: object) => {
    const res = await api.as().get('/api/events').query(query);
    expectAnswer(res, 200);
    return res;
  };
  const titles = async (query: object) =>
    ((await get(query)).body as { items: { title: string }[] }).items.map(({ title }) => title);

  it('a search finds words and their beginnings, whatever their case and accents', async () => {
    await publish(api, { title: 'An evening of fado', venue: lisbon });
    await publish(api, { title: 'Große Gala', description: 'Café-Concerto', venue: malaga });
    for (const q of ['fado', 'FAD', 'sala evening', 'lisb', 'fádo  évening'])
      expect([q, await titles({ q })]).toEqual([q, ['An evening of fado']]);
    for (const q of ['grosse', 'gal', 'málaga', 'MALAGA', 'cafe concerto', '"gala!"'])
      expect([q, await titles({ q })]).toEqual([q, ['Große Gala']]);
    for (const q of ['ado', 'fado malaga', '???', '.*', '^'])
      expect([q, await titles({ q })]).toEqual([q, []]);
    expect(await titles({ q: ' ' })).toHaveLength(2);
  });

  it('city and category narrow the list', async () => {
    await publish(api, { title: 'A', venue: lisbon, category: 'concert' });
    await publish(api, { title: 'B', venue: malaga, category: 'sport' });
    expect(await titles({ city: 'MALAGA' })).toEqual(['B']);
    expect(await titles({ category: 'concert' })).toEqual(['A']);
    expect(await titles({ city: 'Lisbon', category: 'sport' })).toEqual([]);
  });

  it('`from` is inclusive and `to` exclusive, on the start', async () => {
    const first = await publish(api, { title: 'A', startsAt: inHours(api, 10) });
    const second = await publish(api, { title: 'B', startsAt: inHours(api, 20) });
    expect(await titles({ from: first.startsAt, to: second.startsAt })).toEqual(['A']);
    expect(await titles({ from: second.startsAt })).toEqual(['B']);
  });

  it('what has started is listed only to who asks from when on; what is cancelled, never', async () => {
    const past = await publish(api, { title: 'Past', startsAt: inHours(api, 1) });
    await publish(api, { title: 'Coming' });
    const cancelled = await publish(api, { title: 'Cancelled' });
    expectAnswer(await api.as(api.organiser).post(`/api/events/${cancelled.id}/cancel`), 200);
    api.clock.advanceHours(2);
    expect(await titles({})).toEqual(['Coming']);
    expect(await titles({ from: past.startsAt })).toEqual(['Past', 'Coming']);
  });

  it('an organiser sees all of their own, whatever became of them, and nobody else’s', async () => {
    const [past, off] = [
      await publish(api, { title: 'Past', startsAt: inHours(api, 1) }),
      await publish(api, { title: 'Off' }),
    ];
    expectAnswer(await api.as(api.organiser).post(`/api/events/${off.id}/cancel`), 200);
    const other = api
      .as(api.seller)
      .post('/api/events')
      .send(anEventBody(api, { title: 'Other' }));
    expectAnswer(await other, 201);
    api.clock.advanceHours(2);
    await publish(api, { title: 'Coming' });

    const own = async (query: object, user = api.organiser) => {
      const res = await api
        .as(user)
        .get('/api/events')
        .query({ organiser: 'me', ...query });
      expectAnswer(res, 200);
      return res;
    };
    const titlesOf = ({ body }: { body: unknown }) =>
      (body as { items: { title: string }[] }).items.map(({ title }) => title);
    expect(titlesOf(await own({ sort: 'newest' }))).toEqual(['Coming', 'Off', 'Past']);
    expect(titlesOf(await own({ sort: 'newest', to: past.endsAt }))).toEqual(['Past']);
    expect(titlesOf(await own({}, api.seller))).toEqual(['Other']);
    const paged = await readAll<{ title: string }>((cursor) =>
      own({ limit: 1, ...(cursor === undefined ? {} : { cursor }) }),
    );
    expect(paged.map(({ title }) => title)).toEqual(['Past', 'Off', 'Coming']);
    expectAnswer(await api.as().get('/api/events?organiser=me'), 401, 'not_signed_in');
  });

  it('each sort has its order; what has no price comes last by price', async () => {
    const dear = await publish(api, { title: 'Dear', startsAt: inHours(api, 10) });
    const cheap = await publish(api, { title: 'Cheap', startsAt: inHours(api, 30) });
    await publish(api, { title: 'None', startsAt: inHours(api, 20) });
    await list(api, dear.id, { price: price(5000) });
    await list(api, cheap.id, { price: price(900) });
    expect(await titles({})).toEqual(['Dear', 'None', 'Cheap']);
    expect(await titles({ sort: 'newest' })).toEqual(['None', 'Cheap', 'Dear']);
    expect(await titles({ sort: 'price' })).toEqual(['Cheap', 'Dear', 'None']);
  });

  it.each(['startsAt', 'newest', 'price'])(
    'pages by %s neither skip nor repeat while Events are published',
    async (sort) => {
      const startsAt = inHours(api, 24);
      const before = [];
      for (let i = 0; i < 7; i += 1) before.push(await publish(api, { startsAt }));
      const listed = await readAll<{ id: string }>(
        (cursor) => get({ sort, limit: 2, ...(cursor === undefined ? {} : { cursor }) }),
        async () => void (await publish(api, { startsAt: inHours(api, 12) })),
      );
      const ids = listed.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { id } of before) expect(ids).toContain(id);
    },
  );
});

describe('GET /api/events, asked wrongly', () => {
  let api: TicketsApi;
  beforeAll(async () => {
    api = await startTicketsApi();
  });
  afterAll(() => api.stop());

  it.each([
    { limit: 0 },
    { limit: 101 },
    { limit: 'ten' },
    { sort: 'random' },
    { category: 'opera' },
    { from: 'today' },
    { cursor: 'nonsense' },
    { colour: 'red' },
    { organiser: 'somebody' },
    { q: 'x'.repeat(201) },
  ])('the query %j is malformed', async (query) => {
    expectAnswer(await api.as().get('/api/events').query(query), 400, 'invalid_request');
  });

  it('a cursor continues only the order it was made for', async () => {
    await publish(api);
    await publish(api);
    const first = await api.as().get('/api/events').query({ limit: 1 });
    const { nextCursor } = first.body as { nextCursor: string };
    const res = await api.as().get('/api/events').query({ sort: 'price', cursor: nextCursor });
    expectAnswer(res, 400, 'invalid_request');
  });

  it.each([
    { forged: ['startsAt', 1e300, 'x'] },
    { forged: ['startsAt', 9e15, 'x'] },
    { forged: ['startsAt', 'x', 'x'] },
    { forged: ['startsAt', 5, { $gt: '' }] },
    { forged: [] },
    { forged: 7 },
  ])('a cursor with $forged in it is malformed', async ({ forged }) => {
    const cursor = Buffer.from(JSON.stringify(forged)).toString('base64url');
    const res = await api.as().get('/api/events').query({ cursor });
    expectAnswer(res, 400, 'invalid_request');
  });
});
