import { Router } from 'express';
import request from 'supertest';
import { systemClock } from '../clock.js';
import { createMetrics } from '../metrics/index.js';
import { aSilentLogger } from '../testing/builders.js';
import { testSessions } from '../testing/http.js';
import { until } from '../testing/until.js';
import { createApi } from './create-api.js';

/** An API whose handlers answer when they are told to: a database that is away. */
function aStalledApi(deadlineMs = 20) {
  const router = Router();
  let wake = () => {};
  const awake = new Promise<void>((resolve) => {
    wake = resolve;
  });
  let lateAnswers = 0;
  router.all('/api/stalled', async (_req, res) => {
    await awake;
    lateAnswers += 1;
    res.status(201).json({ late: true });
  });
  const logger = aSilentLogger();
  const logged = jest.spyOn(logger, 'error');
  const app = createApi({
    name: 'test',
    services: [router],
    sessions: testSessions(),
    publicUrl: 'http://localhost:3000',
    mode: 'ci',
    trustProxy: 0,
    logger,
    metrics: createMetrics(),
    clock: systemClock,
    requestDeadlineMs: deadlineMs,
  });
  return { app, wake, logged, lateAnswers: () => lateAnswers };
}

describe('a request that is not answered in time', () => {
  it('is told to try again when it only read', async () => {
    const { app, wake } = aStalledApi();
    const res = await request(app).get('/api/stalled').expect(503);
    expect(res.headers['retry-after']).toBe('1');
    expect(res.type).toBe('application/problem+json');
    expect(res.body).toMatchObject({ code: 'try_again', status: 503 });
    wake();
  });

  it.each(['post', 'patch', 'delete'] as const)('is promised nothing by %s', async (method) => {
    const { app, wake } = aStalledApi();
    const res = await request(app)[method]('/api/stalled').expect(503);
    expect(res.headers['retry-after']).toBe('1');
    expect(res.body).toMatchObject({ code: 'outcome_unknown' });
    wake();
  });

  it('does no harm by answering later: the connection lives and nothing is printed', async () => {
    const printed = jest.spyOn(console, 'error').mockReturnValue(undefined);
    const { app, wake, lateAnswers } = aStalledApi();
    const server = app.listen(0);
    try {
      await request(server).get('/api/stalled').expect(503);
      wake();
      await until(() => lateAnswers() === 1);
      await request(server).get('/api/nothing').expect(404);
      expect(printed).not.toHaveBeenCalled();
    } finally {
      printed.mockRestore();
      server.close();
    }
  });

  it('is left alone when it is answered in time', async () => {
    const { app, wake } = aStalledApi(5_000);
    wake();
    await request(app).get('/api/stalled').expect(201);
  });
});
