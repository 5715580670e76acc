import { newId } from '@marquee/common/ids';
import { aTicket, list, price, publish } from '../../../test/builders.js';
import { expectAnswer, startTicketsApi, type TicketsApi } from '../../../test/tickets-api.js';

describe('GET /api/tickets/:id', () => {
  let api: TicketsApi;
  beforeAll(async () => {
    api = await startTicketsApi();
  });
  afterAll(() => api.stop());

  const get = (id: string, user?: Parameters<TicketsApi['as']>[0]) =>
    api.as(user).get(`/api/tickets/${id}`);

  it('the public sees price, status and version as inventory says them, and nothing more', async () => {
    const ticket = await aTicket(api);
    await api.inventorySays('TicketRepriced', { ...ticket, price: price(3900) }, 2);
    const res = await get(ticket.id, api.organiser);
    expectAnswer(res, 200);
    const { id, eventId, section, row, seat } = ticket;
    expect(res.body).toEqual({
      ticket: {
        id,
        eventId,
        section,
        row,
        seat,
        price: price(3900),
        status: 'available',
        version: 2,
      },
    });
  });

  it('a ticket that inventory has not opened is its seller’s alone', async () => {
    const event = await publish(api);
    const [ticket] = await list(api, event.id, {}, { open: false });
    const id = ticket?.id ?? '';
    expectAnswer(await get(id), 404, 'not_found');
    expectAnswer(await get(id, api.organiser), 404, 'not_found');
    const res = await get(id, api.seller);
    expectAnswer(res, 200);
    expect(res.body).toMatchObject({ ticket: { status: 'opening', version: 0 } });
  });

  it('an unknown id is not found, an id that is none is malformed', async () => {
    expectAnswer(await get(newId()), 404, 'not_found');
    expectAnswer(await get('my'), 400, 'invalid_request');
  });
});
