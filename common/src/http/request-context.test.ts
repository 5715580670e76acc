import { Router } from 'express';
import request from 'supertest';
import { systemClock } from '../clock.js';
import { createLogger } from '../logging/index.js';
import { createMetrics } from '../metrics/index.js';
import { aUser } from '../testing/builders.js';
import { testSessions } from '../testing/http.js';
import { context, createApi } from './index.js';

function loggedApi(level: string, trustProxy: number | readonly string[] = 0) {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const router = Router();
  router.post('/api/fine', (_req, res) => {
    res.json({ requestId: context().requestId });
  });
  router.post('/api/broken', () => {
    throw new Error('a bug');
  });
  const sessions = testSessions();
  const metrics = createMetrics();
  const app = createApi({
    name: 'test',
    services: [router],
    sessions,
    publicUrl: 'http://localhost:3000',
    mode: 'ci',
    trustProxy,
    logger: createLogger({ name: 'test', level, destination }),
    metrics,
    clock: systemClock,
  });
  return { app, lines, sessions, metrics };
}

it('what went well is no news; what did not is told with its request id', async () => {
  const { app, lines } = loggedApi('info');
  await request(app).post('/api/fine').expect(200);
  expect(lines).toEqual([]);
  const refused = await request(app).post('/api/nowhere').expect(404);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 30, status: 404, path: '/api/nowhere', requestId: refused.headers['x-request-id'] },
  ]);
  await request(app).post('/api/broken').expect(500);
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ level: 50, err: { message: 'a bug' } });
});

it('no line holds a cookie, a query or a body', async () => {
  const { app, lines, sessions } = loggedApi('debug');
  const Cookie = sessions.cookieFor(aUser());
  await request(app)
    .post('/api/fine?q=secret-query')
    .set({ Cookie })
    .send({ password: 'secret-body' });
  await request(app)
    .post('/api/broken?q=secret-query')
    .set({ Cookie })
    .send({ password: 'secret-body' });
  expect(lines.length).toBeGreaterThanOrEqual(2);
  expect(lines.join('')).not.toMatch(/secret|session=/);
});

it('goes on with the id a proxy gave, when it looks like one', async () => {
  const { app } = loggedApi('silent', 1);
  const given = await request(app).post('/api/fine').set('X-Request-Id', 'edge-0001');
  expect(given.body.requestId).toBe('edge-0001');
  const odd = await request(app).post('/api/fine').set('X-Request-Id', 'a b"c');
  expect(odd.body.requestId).toMatch(/^[0-9a-f-]{36}$/);
});

it.each([[0], [['192.0.2.1']]])(
  'an id that did not come from a proxy of ours (trusted: %j) is not gone on with',
  async (trustProxy) => {
    const { app } = loggedApi('silent', trustProxy);
    const res = await request(app).post('/api/fine').set('X-Request-Id', 'somebody-elses-0001');
    expect(res.body.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(res.headers['x-request-id']).toBe(res.body.requestId);
  },
);

it('answers are counted by method and status', async () => {
  const { app, metrics } = loggedApi('silent');
  await request(app).post('/api/fine');
  expect(await metrics.registry.metrics()).toContain(
    'http_request_seconds_count{method="POST",status="200"} 1',
  );
});
