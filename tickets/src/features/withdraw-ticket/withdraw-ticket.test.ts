import { newId } from '@marquee/common/ids';
import { aTicket } from '../../../test/builders.js';
import { expectAnswer, startTicketsApi, type TicketsApi } from '../../../test/tickets-api.js';

describe('DELETE /api/tickets/:id', () => {
  let api: TicketsApi;
  beforeAll(async () => {
    api = await startTicketsApi();
  });
  afterAll(() => api.stop());

  const withdraw = (id: string, user = api.seller) => api.as(user).delete(`/api/tickets/${id}`);

  it('the seller sees withdrawing at once, the public only what inventory decides', async () => {
    const ticket = await aTicket(api);
    const res = await withdraw(ticket.id);
    expectAnswer(res, 202);
    expect(res.body).toMatchObject({ ticket: { status: 'withdrawing', version: 1 } });
    const shown = async () => (await api.as().get(`/api/tickets/${ticket.id}`)).body;
    expect(await shown()).toMatchObject({ ticket: { status: 'available', version: 1 } });
    await api.inventorySays('TicketClosed', ticket, 2);
    expect(await shown()).toMatchObject({ ticket: { status: 'withdrawn', version: 2 } });
  });

  it('asking again changes nothing, before and after inventory decides', async () => {
    const ticket = await aTicket(api);
    expectAnswer(await withdraw(ticket.id), 202);
    expectAnswer(await withdraw(ticket.id), 202);
    await api.inventorySays('TicketClosed', ticket, 2);
    const res = await withdraw(ticket.id);
    expectAnswer(res, 202);
    expect(res.body).toMatchObject({ ticket: { status: 'withdrawn' } });
    expect((await api.announced(ticket.id)).map(({ type }) => type)).toEqual([
      'TicketListed',
      'WithdrawalAsked',
    ]);
  });

  it('a withdrawal asked during a hold waits, and a sale wins over it', async () => {
    const ticket = await aTicket(api);
    await api.inventorySays('TicketHeld', ticket, 2);
    expectAnswer(await withdraw(ticket.id), 202);
    await api.inventorySays('TicketSold', ticket, 3);
    const res = await withdraw(ticket.id);
    expectAnswer(res, 409, 'sold');
    expect(res.body).toMatchObject({ current: { status: 'sold', version: 3 } });
  });

  it('only its seller takes a ticket back', async () => {
    const ticket = await aTicket(api);
    expectAnswer(await withdraw(ticket.id, api.organiser), 403, 'not_yours');
    expectAnswer(await api.as().delete(`/api/tickets/${ticket.id}`), 401, 'not_signed_in');
    expect(await api.announced(ticket.id)).toHaveLength(1);
  });

  it('unknown, malformed and oversized requests are told apart', async () => {
    const ticket = await aTicket(api);
    expectAnswer(await withdraw(newId()), 404, 'not_found');
    expectAnswer(await withdraw('x'), 400, 'invalid_request');
    expectAnswer(await withdraw(ticket.id).send({ why: 1 }), 400, 'invalid_request');
    const oversized = await withdraw(ticket.id).send({ why: 'x'.repeat(120_000) });
    expectAnswer(oversized, 413, 'body_too_large');
  });
});
