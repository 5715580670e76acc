import { newId } from '@marquee/common/ids';
import { list, price, publish, readEvent } from '../../../test/builders.js';
import { expectAnswer, startTicketsApi, type TicketsApi } from '../../../test/tickets-api.js';

describe('GET /api/events/:id', () => {
  let api: TicketsApi;
  beforeAll(async () => {
    api = await startTicketsApi();
  });
  afterAll(() => api.stop());

  it('anybody reads an Event', async () => {
    const event = await publish(api);
    expect(await readEvent(api, event.id)).toEqual(event);
  });

  it('the lowest price and the number of tickets follow inventory', async () => {
    const event = await publish(api);
    const [cheap] = await list(api, event.id, { seats: ['1'], price: price(1000) });
    const [dear] = await list(api, event.id, { seats: ['2'], price: price(2000) });
    if (cheap === undefined || dear === undefined) throw new Error('Nothing was listed');
    const market = async () => {
      const { priceFrom, availableCount } = await readEvent(api, event.id);
      return [priceFrom?.amount ?? null, availableCount];
    };
    expect(await market()).toEqual([1000, 2]);
    await api.inventorySays('TicketHeld', cheap, 2);
    expect(await market()).toEqual([2000, 1]);
    await api.inventorySays('TicketSold', cheap, 3);
    await api.inventorySays('TicketRepriced', { ...dear, price: price(1500) }, 2);
    expect(await market()).toEqual([1500, 1]);
    await api.inventorySays('TicketClosed', dear, 3);
    expect(await market()).toEqual([null, 0]);
    expect(await readEvent(api, event.id)).toMatchObject({ version: event.version });
  });

  it('an unknown id is not found, an id that is none is malformed, a query is refused', async () => {
    const { id } = await publish(api);
    expectAnswer(await api.as().get(`/api/events/${newId()}`), 404, 'not_found');
    expectAnswer(await api.as().get('/api/events/42'), 400, 'invalid_request');
    expectAnswer(await api.as().get(`/api/events/${id}?full=1`), 400, 'invalid_request');
  });

  it('sales end when the Event starts, and it is over when it ends', async () => {
    const event = await publish(api);
    await list(api, event.id);
    expect(await readEvent(api, event.id)).toMatchObject({ availableCount: 2 });
    api.clock.advanceHours(49);
    expect(await readEvent(api, event.id)).toMatchObject({
      status: 'scheduled',
      availableCount: 0,
      priceFrom: null,
    });
    api.clock.advanceHours(3);
    expect(await readEvent(api, event.id)).toMatchObject({ status: 'ended', version: 1 });
  });
});
