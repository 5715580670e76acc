import { aListingBody, aTicket, list, price, publish, readEvent } from '../../../test/builders.js';
import { expectAnswer, startTicketsApi, type TicketsApi } from '../../../test/tickets-api.js';

describe('what inventory says', () => {
  let api: TicketsApi;
  beforeAll(async () => {
    api = await startTicketsApi();
  });
  afterAll(() => api.stop());

  const shown = async (id: string) => {
    const res = await api.as(api.seller).get(`/api/tickets/${id}`);
    expectAnswer(res, 200);
    return (res.body as { ticket: object }).ticket;
  };

  it('is never taken back by an older word, nor counted twice by the same', async () => {
    const ticket = await aTicket(api);
    await api.inventorySays('TicketHeld', ticket, 4);
    await api.inventorySays('TicketReleased', ticket, 3);
    await api.inventorySays('TicketHeld', ticket, 4);
    expect(await shown(ticket.id)).toMatchObject({ status: 'held', version: 4 });
    expect(await readEvent(api, ticket.eventId)).toMatchObject({ availableCount: 0 });
    await api.inventorySays('TicketReleased', ticket, 5);
    expect(await readEvent(api, ticket.eventId)).toMatchObject({ availableCount: 1 });
  });

  it('a sold ticket that was refunded is for sale again, or frees its seat for a new listing', async () => {
    const event = await publish(api);
    const [again, gone] = await list(api, event.id, { seats: ['1', '2'] });
    if (!again || !gone) throw new Error('Nothing was listed');
    for (const ticket of [again, gone]) await api.inventorySays('TicketSold', ticket, 3);
    expect(await readEvent(api, event.id)).toMatchObject({ availableCount: 0 });
    await api.inventorySays('TicketReleased', again, 4);
    await api.inventorySays('TicketClosed', gone, 4, { refunded: true });
    expect(await readEvent(api, event.id)).toMatchObject({ availableCount: 1 });
    const listAgain = (seat: string) =>
      api
        .as(api.seller)
        .post('/api/tickets')
        .send(aListingBody(event.id, { seats: [seat] }));
    expectAnswer(await listAgain('1'), 409, 'seat_taken');
    expectAnswer(await listAgain('2'), 201);
  });

  it('leaves what the seller asks as it is', async () => {
    const ticket = await aTicket(api);
    const ask = api.as(api.seller).patch(`/api/tickets/${ticket.id}`);
    expectAnswer(await ask.send({ price: price(5000) }), 200);
    await api.inventorySays('TicketHeld', ticket, 2);
    expect(await shown(ticket.id)).toMatchObject({ price: price(), askingPrice: price(5000) });
  });

  it('counts right when two replicas apply moves of one Event at the same moments', async () => {
    const event = await publish(api);
    const seats = Array.from({ length: 10 }, (_, i) => `${i}`);
    const tickets = await list(api, event.id, { seats });
    expect(await readEvent(api, event.id)).toMatchObject({ availableCount: 10 });
    for (let i = 0; i < tickets.length; i += 2) {
      const [first, second] = tickets.slice(i, i + 2);
      if (first === undefined || second === undefined) throw new Error('Nothing was listed');
      await Promise.all([
        api.inventorySays('TicketHeld', first, 2),
        api.inventorySays('TicketRepriced', { ...second, price: price(5000) }, 2),
      ]);
    }
    expect(await readEvent(api, event.id)).toMatchObject({
      availableCount: 5,
      priceFrom: price(5000),
    });
  });
});
