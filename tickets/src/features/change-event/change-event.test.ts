import { newId } from '@marquee/common/ids';
import { inHours, publish, readEvent } from '../../../test/builders.js';
import { expectAnswer, startTicketsApi, type TicketsApi } from '../../../test/tickets-api.js';

describe('PATCH /api/events/:id', () => {
  let api: TicketsApi;
  beforeAll(async () => {
    api = await startTicketsApi();
  });
  afterAll(() => api.stop());

  const patch = (id: string, body: object, user = api.organiser) =>
    api.as(user).patch(`/api/events/${id}`).send(body);

  it('one field changes, the others stay, and the world is told once', async () => {
    const event = await publish(api);
    const res = await patch(event.id, { title: 'A long evening of fado' });
    expectAnswer(res, 200);
    expect(res.body).toEqual({ event: { ...event, title: 'A long evening of fado', version: 2 } });
    expect(await readEvent(api, event.id)).toEqual((res.body as { event: object }).event);
    expect((await api.announced(event.id)).map(({ type }) => type)).toEqual([
      'EventPublished',
      'EventChanged',
    ]);
  });

  it.each([
    ['nothing', () => ({})],
    ['what is so already', () => ({ title: 'An evening of fado' })],
  ])('a change of %s is answered, and not announced', async (_what, body) => {
    const event = await publish(api);
    const res = await patch(event.id, body());
    expectAnswer(res, 200);
    expect(res.body).toEqual({ event });
    expect(await api.announced(event.id)).toHaveLength(1);
  });

  it('a start that moves alone takes the end with it', async () => {
    const event = await publish(api, { endsAt: inHours(api, 49) });
    const res = await patch(event.id, { startsAt: inHours(api, 100) });
    expectAnswer(res, 200);
    const { startsAt, endsAt } = (res.body as { event: typeof event }).event;
    expect(Date.parse(endsAt) - Date.parse(startsAt)).toBe(
      Date.parse(event.endsAt) - Date.parse(event.startsAt),
    );
  });

  it('changes made at the same moment are all kept, one version each', async () => {
    const event = await publish(api);
    const changes = [{ title: 'New' }, { description: 'New' }, { category: 'other' }];
    const answers = await Promise.all(changes.map((change) => patch(event.id, change)));
    for (const res of answers) expectAnswer(res, 200);
    expect(await readEvent(api, event.id)).toMatchObject({
      ...Object.assign({}, ...changes),
      version: 4,
    });
    expect((await api.announced(event.id)).map((e) => e.aggregateVersion)).toEqual([1, 2, 3, 4]);
  });

  it('only its organiser changes an Event', async () => {
    const event = await publish(api);
    expectAnswer(await patch(event.id, { title: 'Mine' }, api.seller), 403, 'not_yours');
    expectAnswer(await api.as().patch(`/api/events/${event.id}`).send({}), 401, 'not_signed_in');
    expect(await readEvent(api, event.id)).toEqual(event);
  });

  it('an unknown Event is not found, an id that is none is malformed', async () => {
    expectAnswer(await patch(newId(), { title: 'x' }), 404, 'not_found');
    expectAnswer(await patch('not-an-id', { title: 'x' }), 400, 'invalid_request');
  });

  it.each([
    ['an unknown field', { status: 'cancelled' }, 400, 'invalid_request'],
    ['half a venue', { venue: { city: 'Porto' } }, 400, 'invalid_request'],
    [
      'an unknown field of the venue',
      { venue: { name: 'A', city: 'B', country: 'PT', timeZone: 'UTC', x: 1 } },
      400,
      'invalid_request',
    ],
    ['a venue that is null', { venue: null }, 400, 'invalid_request'],
    ['a start in the past', { startsAt: '2020-01-01T20:00:00Z' }, 422, 'unacceptable'],
    ['an end before the start', { endsAt: '2020-01-01T20:00:00Z' }, 422, 'unacceptable'],
    ['an empty title', { title: '' }, 422, 'unacceptable'],
    ['too long a text', { description: 'x'.repeat(120_000) }, 413, 'body_too_large'],
  ])('%s is refused and changes nothing', async (_what, body, status, code) => {
    const event = await publish(api);
    expectAnswer(await patch(event.id, body), status, code);
    expect(await readEvent(api, event.id)).toEqual(event);
  });

  it('an Event that has started keeps its start, but a typing mistake can be mended', async () => {
    const event = await publish(api);
    api.clock.advanceHours(49);
    const moved = await patch(event.id, { startsAt: inHours(api, 24) });
    expectAnswer(moved, 409, 'event_started');
    expectAnswer(await patch(event.id, { title: 'Mended' }), 200);
  });

  it('an Event that is over, or cancelled, stays as it is, and the answer shows it', async () => {
    const cancelled = await publish(api);
    expectAnswer(await api.as(api.organiser).post(`/api/events/${cancelled.id}/cancel`), 200);
    const over = await publish(api);
    api.clock.advanceHours(60);
    const first = await patch(cancelled.id, { title: 'x' });
    expectAnswer(first, 409, 'event_cancelled');
    expect(first.body).toMatchObject({ current: { id: cancelled.id, status: 'cancelled' } });
    const second = await patch(over.id, { title: 'x' });
    expectAnswer(second, 409, 'event_started');
    expect(second.body).toMatchObject({ current: { id: over.id, status: 'ended' } });
  });
});
