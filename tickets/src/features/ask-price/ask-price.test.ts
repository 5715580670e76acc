import { newId } from '@marquee/common/ids';
import { aTicket, price } from '../../../test/builders.js';
import { expectAnswer, startTicketsApi, type TicketsApi } from '../../../test/tickets-api.js';

describe('PATCH /api/tickets/:id', () => {
  let api: TicketsApi;
  beforeAll(async () => {
    api = await startTicketsApi();
  });
  afterAll(() => api.stop());

  const patch = (id: string, body: object, user = api.seller) =>
    api.as(user).patch(`/api/tickets/${id}`).send(body);

  it('what is asked is announced; what buyers see waits for inventory', async () => {
    const ticket = await aTicket(api);
    const res = await patch(ticket.id, { price: price(3900) });
    expectAnswer(res, 200);
    expect(res.body).toMatchObject({
      ticket: { price: price(4300), askingPrice: price(3900), version: 1 },
    });
    expect(await api.announced(ticket.id)).toMatchObject([
      { type: 'TicketListed' },
      { type: 'PriceAsked', aggregateVersion: 2, data: { askingPrice: price(3900) } },
    ]);
    await api.inventorySays('TicketRepriced', { ...ticket, price: price(3900) }, 2);
    const shown = await api.as().get(`/api/tickets/${ticket.id}`);
    expect(shown.body).toMatchObject({ ticket: { price: price(3900), version: 2 } });
  });

  it('a held ticket may be asked another price; the same price is not announced', async () => {
    const ticket = await aTicket(api);
    await api.inventorySays('TicketHeld', ticket, 2);
    expectAnswer(await patch(ticket.id, { price: price(5000) }), 200);
    expectAnswer(await patch(ticket.id, { price: price(5000) }), 200);
    expect(await api.announced(ticket.id)).toHaveLength(2);
  });

  it('prices asked at the same moment are all announced, one version each', async () => {
    const ticket = await aTicket(api);
    const asked = [1000, 2000, 3000].map((amount) => patch(ticket.id, { price: price(amount) }));
    for (const res of await Promise.all(asked)) expectAnswer(res, 200);
    const announced = await api.announced(ticket.id);
    expect(announced.map((e) => e.aggregateVersion)).toEqual([1, 2, 3, 4]);
    const mine = await api.as(api.seller).get(`/api/tickets/${ticket.id}`);
    const last = announced.at(-1)?.data as { askingPrice: object };
    expect(mine.body).toMatchObject({ ticket: { askingPrice: last.askingPrice } });
  });

  it('a sold ticket keeps its price, and the answer shows it', async () => {
    const ticket = await aTicket(api);
    await api.inventorySays('TicketSold', ticket, 2);
    const res = await patch(ticket.id, { price: price(3900) });
    expectAnswer(res, 409, 'sold');
    expect(res.body).toMatchObject({ current: { id: ticket.id, status: 'sold', version: 2 } });
    expect(await api.announced(ticket.id)).toHaveLength(1);
  });

  it('only its seller asks a price', async () => {
    const ticket = await aTicket(api);
    expectAnswer(await patch(ticket.id, { price: price() }, api.organiser), 403, 'not_yours');
    expectAnswer(await api.as().patch(`/api/tickets/${ticket.id}`).send({}), 401, 'not_signed_in');
  });

  it('unknown, malformed and oversized requests are told apart', async () => {
    const ticket = await aTicket(api);
    expectAnswer(await patch(newId(), { price: price() }), 404, 'not_found');
    expectAnswer(await patch('x', { price: price() }), 400, 'invalid_request');
    const bodies = [
      {},
      { price: '5' },
      { price: price('5' as never) },
      { price: price(), seat: '1' },
      { price: { ...price(), tip: 1 } },
    ];
    for (const body of bodies) expectAnswer(await patch(ticket.id, body), 400, 'invalid_request');
    const oversized = await patch(ticket.id, { price: 'x'.repeat(120_000) });
    expectAnswer(oversized, 413, 'body_too_large');
  });

  it.each([
    ['a price below the least', price(49)],
    ['a negative price', price(-4300)],
    ['a currency we do not take', price(4300, 'CHF')],
    ['another currency than before', price(4300, 'USD')],
  ])('%s is not allowed', async (_what, asked) => {
    const ticket = await aTicket(api);
    expectAnswer(await patch(ticket.id, { price: asked }), 422, 'unacceptable');
    expect(await api.announced(ticket.id)).toHaveLength(1);
  });

  it('a ticket on its way off the market has no price to change', async () => {
    const ticket = await aTicket(api);
    expectAnswer(await api.as(api.seller).delete(`/api/tickets/${ticket.id}`), 202);
    expectAnswer(await patch(ticket.id, { price: price(3900) }), 422, 'unacceptable');
  });

  it('after a cancellation, or the start, there is no price to ask', async () => {
    const cancelled = await aTicket(api);
    const cancel = api.as(api.organiser).post(`/api/events/${cancelled.eventId}/cancel`);
    expectAnswer(await cancel, 200);
    const first = await patch(cancelled.id, { price: price(3900) });
    expectAnswer(first, 409, 'event_cancelled');
    expect(first.body).toMatchObject({ current: { id: cancelled.id } });
    const started = await aTicket(api);
    api.clock.advanceHours(49);
    expectAnswer(await patch(started.id, { price: price(3900) }), 409, 'event_started');
  });
});
