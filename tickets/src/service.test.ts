import { systemClock } from '@marquee/common/clock';
import { createMetrics } from '@marquee/common/metrics';
import type { Database } from '@marquee/common/mongo';
import { aSilentLogger, aUser } from '@marquee/common/testing/builders';
import { createRecordingBus } from '@marquee/common/testing/bus';
import { testApi, testSessions } from '@marquee/common/testing/http';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { until } from '@marquee/common/testing/until';
import { createTickets } from './service.js';

describe('the service as a whole', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase('tickets_service');
  });
  afterAll(() => dropTestDatabase(database));

  it('what a request commits in one process is published by another that relays', async () => {
    const bus = createRecordingBus();
    const create = () =>
      createTickets({
        database,
        bus,
        clock: systemClock,
        sessions: testSessions(),
        logger: aSilentLogger(),
        metrics: createMetrics(),
      });
    const [api, worker] = [create(), create()];
    await api.start('api');
    const description = {
      title: 'An evening of fado',
      description: '',
      venue: { name: 'Sala do Rio', city: 'Lisbon', country: 'PT', timeZone: 'Europe/Lisbon' },
      startsAt: '2090-03-05T20:00:00Z',
      category: 'concert',
    };
    const res = await testApi(api).agent(aUser()).post('/api/events').send(description);
    expect(res.status).toBe(201);
    expect(bus.published).toEqual([]);
    await worker.start('worker');
    await until(() => bus.published.length > 0);
    await worker.stop();
    await api.stop();
    const { id } = (res.body as { event: { id: string } }).event;
    expect(bus.published).toMatchObject([{ type: 'EventPublished', aggregateId: id }]);
  });
});
