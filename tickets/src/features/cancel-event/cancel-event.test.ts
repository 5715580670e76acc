import { newId } from '@marquee/common/ids';
import { aListingBody, list, publish, readEvent } from '../../../test/builders.js';
import { expectAnswer, startTicketsApi, type TicketsApi } from '../../../test/tickets-api.js';

describe('POST /api/events/:id/cancel', () => {
  let api: TicketsApi;
  beforeAll(async () => {
    api = await startTicketsApi();
  });
  afterAll(() => api.stop());

  const cancel = (id: string, user = api.organiser) =>
    api.as(user).post(`/api/events/${id}/cancel`);

  it('an Event is called off once, however often that is asked', async () => {
    const event = await publish(api);
    const answers = [await cancel(event.id), await cancel(event.id)];
    for (const res of answers) {
      expectAnswer(res, 200);
      expect(res.body).toMatchObject({ event: { status: 'cancelled', version: 2 } });
    }
    expect((await api.announced(event.id)).map(({ type }) => type)).toEqual([
      'EventPublished',
      'EventCancelled',
    ]);
  });

  it.each(['TicketHeld', 'TicketSold'])('a %s ticket does not keep it from that', async (type) => {
    const event = await publish(api);
    const [ticket] = await list(api, event.id);
    if (ticket === undefined) throw new Error('Nothing was listed');
    await api.inventorySays(type, ticket, 2);
    const res = await cancel(event.id);
    expectAnswer(res, 200);
    expect(res.body).toMatchObject({ event: { id: event.id, status: 'cancelled' } });
    expect((await api.announced(event.id)).at(-1)?.type).toBe('EventCancelled');
  });

  it('nothing of it is for sale', async () => {
    const event = await publish(api);
    await list(api, event.id);
    expectAnswer(await cancel(event.id), 200);
    expect(await readEvent(api, event.id)).toMatchObject({ availableCount: 0, priceFrom: null });
  });

  it('a listing at the same moment comes before the cancellation, or is refused', async () => {
    const event = await publish(api);
    const [listed, cancelled] = await Promise.all([
      api.as(api.seller).post('/api/tickets').send(aListingBody(event.id)),
      cancel(event.id),
    ]);
    expectAnswer(cancelled, 200);
    if (listed.status === 201) return;
    expectAnswer(listed, 409, 'event_cancelled');
    expect(listed.body).toMatchObject({ current: { id: event.id, status: 'cancelled' } });
  });

  it('only its organiser calls an Event off', async () => {
    const event = await publish(api);
    expectAnswer(await cancel(event.id, api.seller), 403, 'not_yours');
    expectAnswer(await api.as().post(`/api/events/${event.id}/cancel`), 401, 'not_signed_in');
    expect(await readEvent(api, event.id)).toEqual(event);
  });

  it('unknown, malformed and oversized requests are told apart', async () => {
    const event = await publish(api);
    expectAnswer(await cancel(newId()), 404, 'not_found');
    expectAnswer(await cancel('7'), 400, 'invalid_request');
    expectAnswer(await cancel(event.id).send({ why: 'rain' }), 400, 'invalid_request');
    const oversized = await cancel(event.id).send({ why: 'x'.repeat(120_000) });
    expectAnswer(oversized, 413, 'body_too_large');
  });

  it('an Event that is over cannot be called off', async () => {
    const event = await publish(api);
    api.clock.advanceHours(60);
    expectAnswer(await cancel(event.id), 409, 'event_started');
  });
});
