import { neverFiveHundred } from '@marquee/common/testing/fuzz';
import { startTicketsApi, type TicketsApi } from './tickets-api.js';

const page = ['cursor', 'limit', 'sort'];
const eventFields = ['title', 'description', 'venue', 'startsAt', 'endsAt', 'category'];
const listingFields = ['eventId', 'section', 'row', 'seats', 'quantity', 'price'];

describe('whatever a client sends', () => {
  let api: TicketsApi;
  beforeAll(async () => {
    api = await startTicketsApi();
  });
  afterAll(() => api.stop());

  it.each([
    ['post', '/api/events', eventFields],
    ['get', '/api/events', ['q', 'city', 'category', 'from', 'to', ...page]],
    ['get', '/api/events/:id', []],
    ['patch', '/api/events/:id', eventFields],
    ['post', '/api/events/:id/cancel', []],
    ['post', '/api/tickets', listingFields],
    ['get', '/api/tickets', ['eventId', 'status', 'section', 'maxPrice', ...page]],
    ['get', '/api/tickets/mine', ['eventId', ...page]],
    ['get', '/api/tickets/:id', []],
    ['patch', '/api/tickets/:id', ['price']],
    ['delete', '/api/tickets/:id', []],
  ] as const)('%s %s never answers with a 5xx', async (method, path, fields) => {
    await neverFiveHundred(api.as(api.seller), [{ method, path, fields }]);
    await neverFiveHundred(api.as(), [{ method, path, fields }], { runs: 20 });
  });
});
