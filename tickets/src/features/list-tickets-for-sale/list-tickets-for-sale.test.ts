import { newId } from '@marquee/common/ids';
import { aUser } from '@marquee/common/testing/builders';
import { aListingBody, list, price, publish } from '../../../test/builders.js';
import {
  expectAnswer,
  startTicketsApi,
  type TicketBody,
  type TicketsApi,
} from '../../../test/tickets-api.js';

describe('POST /api/tickets', () => {
  let api: TicketsApi;
  beforeAll(async () => {
    api = await startTicketsApi();
  });
  afterAll(() => api.stop());

  const post = (body: object, user = api.seller) => api.as(user).post('/api/tickets').send(body);
  const count = (eventId: string) =>
    api.database.connection.collection('tickets').countDocuments({ eventId });

  it('anyone signed in lists seats; they are opening, version 0, and announced', async () => {
    const event = await publish(api);
    const res = await post(aListingBody(event.id, { section: ' Stalls  A ' }));
    expectAnswer(res, 201);
    const { items, tickets } = res.body as { items: TicketBody[]; tickets: TicketBody[] };
    expect(tickets).toEqual(items);
    expect(items.map(({ seat }) => seat)).toEqual(['1', '2']);
    for (const ticket of items) {
      expect(ticket).toMatchObject({
        status: 'opening',
        version: 0,
        section: 'Stalls A',
        row: 'B',
      });
      expect(ticket).toMatchObject({ askingPrice: price(), orderStatus: null });
      expect(await api.announced(ticket.id)).toMatchObject([
        { type: 'TicketListed', aggregateVersion: 1, data: { sellerId: api.seller.id } },
      ]);
    }
  });

  it('a quantity lists that many places without row and seat', async () => {
    const event = await publish(api);
    const general = { section: 'Floor', quantity: 50, seats: undefined, row: undefined };
    const items = await list(api, event.id, general, { open: false });
    expect(items).toHaveLength(50);
    expect(items[0]).toMatchObject({ row: null, seat: null });
  });

  it('a seat on sale cannot be listed again, however it is spelt, and nothing else is', async () => {
    const event = await publish(api);
    await list(api, event.id, { section: 'Stalls', row: 'b', seats: ['a 1', 'a 2'] });
    const again = { section: 'STALLS ', row: 'B', seats: ['A  2', 'A 3'] };
    const res = await post(aListingBody(event.id, again), aUser());
    expectAnswer(res, 409, 'seat_taken');
    expect(res.body).toMatchObject({ seats: ['a 2'] });
    expect(await count(event.id)).toBe(2);
    await list(api, event.id, { ...again, row: 'C' });
  });

  it('seats that look alike are one seat, and hidden letters make no other', async () => {
    const event = await publish(api);
    await list(api, event.id, { row: 'X', seats: ['A-1'] });
    const cyrillic = aListingBody(event.id, { row: '\u0425', seats: ['\u0410\u20131'] });
    expectAnswer(await post(cyrillic, aUser()), 409, 'seat_taken');
    const hidden = aListingBody(event.id, { row: 'X', seats: ['A-1\u200b'] });
    expectAnswer(await post(hidden, aUser()), 422, 'unacceptable');
    expect(await count(event.id)).toBe(1);
  });

  it('a sold seat stays taken, a withdrawn one can be listed again', async () => {
    const event = await publish(api);
    const [sold, withdrawn] = await list(api, event.id);
    if (sold === undefined || withdrawn === undefined) throw new Error('Nothing was listed');
    await api.inventorySays('TicketSold', sold, 2);
    await api.inventorySays('TicketClosed', withdrawn, 2);
    expectAnswer(await post(aListingBody(event.id, { seats: ['1'] })), 409, 'seat_taken');
    await list(api, event.id, { seats: ['2'] });
  });

  it('of five sellers of one seat at the same moment, one lists it and four are told', async () => {
    const event = await publish(api);
    const sellers = Array.from({ length: 5 }, () => aUser());
    const answers = await Promise.all(
      sellers.map((seller) => post(aListingBody(event.id, { seats: ['7'] }), seller)),
    );
    const losers = answers.filter(({ status }) => status !== 201);
    expect(losers).toHaveLength(4);
    for (const res of losers) {
      expectAnswer(res, 409, 'seat_taken');
      expect(res.body).toMatchObject({ seats: ['7'] });
    }
    expect(await count(event.id)).toBe(1);
  });

  it('nobody lists without signing in, for an unknown Event, or more than 100 kB', async () => {
    const body = aListingBody(newId());
    expectAnswer(await api.as().post('/api/tickets').send({}), 401, 'not_signed_in');
    expectAnswer(await post(body), 404, 'not_found');
    expectAnswer(await post({ ...body, section: 'x'.repeat(120_000) }), 413, 'body_too_large');
  });

  it.each([
    ['both seats and a quantity', { quantity: 2 }],
    ['neither seats nor a quantity', { seats: undefined }],
    ['a row with a quantity', { seats: undefined, quantity: 2 }],
    ['seats that are numbers', { seats: [1, 2] }],
    ['seats that are a text', { seats: 'A1' }],
    ['a quantity that is a text', { seats: undefined, row: undefined, quantity: '2' }],
    ['a price that is a number', { price: 43 }],
    ['cents of cents', { price: price(43.5) }],
    ['a price without a currency', { price: { amount: 4300 } }],
    ['a price with more in it', { price: { ...price(), tax: 1 } }],
    ['an Event id that is none', { eventId: 'x' }],
    ['an unknown field', { status: 'sold' }],
  ])('%s is malformed', async (_what, changes) => {
    const event = await publish(api);
    expectAnswer(await post(aListingBody(event.id, changes)), 400, 'invalid_request');
    expect(await count(event.id)).toBe(0);
  });

  it.each([
    ['no seats', { seats: [] }, 'seats'],
    ['51 seats', { seats: Array.from({ length: 51 }, (_, i) => `${i}`) }, 'seats'],
    ['a quantity of 51', { seats: undefined, row: undefined, quantity: 51 }, 'quantity'],
    ['a quantity of 0', { seats: undefined, row: undefined, quantity: 0 }, 'quantity'],
    ['one seat twice', { seats: ['A1', ' a1'] }, 'seats[1]'],
    ['an empty seat', { seats: [''] }, 'seats[0]'],
    ['an empty section', { section: ' ' }, 'section'],
    ['a negative price', { price: price(-1) }, 'price'],
    ['a price of 49', { price: price(49) }, 'price'],
    ['a price of 100,000,000', { price: price(100_000_000) }, 'price'],
    ['fils that Stripe cannot take', { price: price(1001, 'KWD') }, 'price'],
    ['a currency we do not take', { price: price(1000, 'XXX') }, 'price'],
  ])('%s is not allowed', async (_what, changes, field) => {
    const event = await publish(api);
    const res = await post(aListingBody(event.id, changes));
    expectAnswer(res, 422, 'unacceptable');
    expect(res.body).toMatchObject({ errors: [{ field }] });
    expect(await count(event.id)).toBe(0);
  });

  it('nothing is listed for an Event that was cancelled, or has started', async () => {
    const cancelled = await publish(api);
    expectAnswer(await api.as(api.organiser).post(`/api/events/${cancelled.id}/cancel`), 200);
    const first = await post(aListingBody(cancelled.id));
    expectAnswer(first, 409, 'event_cancelled');
    expect(first.body).toMatchObject({ current: { id: cancelled.id } });
    const started = await publish(api);
    api.clock.advanceHours(49);
    expectAnswer(await post(aListingBody(started.id)), 409, 'event_started');
  });
});
