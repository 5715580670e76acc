import { anEventBody, inHours, publish, readEvent } from '../../../test/builders.js';
import { expectAnswer, startTicketsApi, type TicketsApi } from '../../../test/tickets-api.js';

describe('POST /api/events', () => {
  let api: TicketsApi;
  beforeAll(async () => {
    api = await startTicketsApi();
  });
  afterAll(() => api.stop());

  const post = (body: object) => api.as(api.organiser).post('/api/events').send(body);

  it('an Event is published at once, ends three hours later, and is announced as version 1', async () => {
    const event = await publish(api);
    const lengthMs = Date.parse(event.endsAt) - Date.parse(event.startsAt);
    expect(event).toMatchObject({ status: 'scheduled', version: 1, priceFrom: null });
    expect(lengthMs).toBe(3 * 60 * 60 * 1000);
    expect(await readEvent(api, event.id)).toEqual(event);
    const announced = await api.announced(event.id);
    expect(announced).toMatchObject([
      { type: 'EventPublished', aggregateVersion: 1, data: { eventId: event.id } },
    ]);
  });

  it('texts are kept composed and without outer spaces, times in UTC', async () => {
    const startsAt = '2090-03-05T21:00:00+01:00';
    const event = await publish(api, { title: '  Cafe\u0301   noir ', startsAt });
    expect(event).toMatchObject({ title: 'Café noir', startsAt: '2090-03-05T20:00:00.000Z' });
  });

  it('nobody publishes without signing in', async () => {
    expectAnswer(await api.as().post('/api/events').send({}), 401, 'not_signed_in');
  });

  it.each([
    ['a missing title', { title: undefined }],
    ['a title that is no text', { title: 5 }],
    ['an unknown field', { colour: 'red' }],
    [
      'an unknown field of the venue',
      { venue: { name: 'A', city: 'B', country: 'PT', timeZone: 'UTC', x: 1 } },
    ],
    ['half a venue', { venue: { name: 'Sala do Rio' } }],
    ['a venue that is a text', { venue: 'Sala do Rio' }],
    ['a start that is no time', { startsAt: 'tomorrow' }],
    ['a day that does not exist', { startsAt: '2090-02-30T20:00:00Z' }],
    ['a start without an offset', { startsAt: '2090-02-20T20:00:00' }],
    ['a category we do not have', { category: 'opera' }],
    ['an end that is null', { endsAt: null }],
  ])('%s is malformed', async (_what, changes) => {
    expectAnswer(await post(anEventBody(api, changes)), 400, 'invalid_request');
  });

  it.each([
    ['an empty title', () => ({ title: ' ' }), 'title'],
    ['a title of 121 characters', () => ({ title: 'x'.repeat(121) }), 'title'],
    ['a description of 5,001 characters', () => ({ description: 'x'.repeat(5001) }), 'description'],
    ['a title nobody can see', () => ({ title: '\u200b\u200b' }), 'title'],
    ['a city with something hidden in it', () => venue({ city: 'Lis\u00adbon' }), 'venue.city'],
    ['control characters', () => ({ title: 'An\u0007evening' }), 'title'],
    ['a start in the past', () => ({ startsAt: inHours(api, -1) }), 'startsAt'],
    ['an end before the start', () => ({ endsAt: inHours(api, 47) }), 'endsAt'],
    ['a country that is none', () => venue({ country: 'XX' }), 'venue.country'],
    ['a time zone that is none', () => venue({ timeZone: 'Mars/Olympus' }), 'venue.timeZone'],
  ])('%s is not allowed', async (_what, changes, field) => {
    const res = await post(anEventBody(api, changes()));
    expectAnswer(res, 422, 'unacceptable');
    expect(res.body).toMatchObject({ errors: [{ field }] });
  });

  it('a body over 100 kB is too large', async () => {
    const res = await post(anEventBody(api, { description: 'x'.repeat(120_000) }));
    expectAnswer(res, 413, 'body_too_large');
  });
});

function venue(changes: object): object {
  return { venue: { name: 'A', city: 'B', country: 'PT', timeZone: 'Europe/Lisbon', ...changes } };
}
