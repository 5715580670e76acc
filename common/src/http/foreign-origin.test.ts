import { Router } from 'express';
import { testApi } from '../testing/http.js';

const router = Router();
router.all('/api/anything', (_req, res) => {
  res.json({});
});
router.post('/api/payments/webhook', (_req, res) => {
  res.json({});
});

const ours = 'https://tickets.example.org';

it.each([
  ['our own origin', { Origin: ours }, 200],
  ['neither header (curl, servers)', {}, 200],
  ['our own page', { 'Sec-Fetch-Site': 'same-origin' }, 200],
  ['typed by a person', { 'Sec-Fetch-Site': 'none' }, 200],
  ['another origin', { Origin: 'https://evil.example' }, 403],
  ['our host without TLS', { Origin: 'http://tickets.example.org' }, 403],
  ['our host as a prefix', { Origin: `${ours}.evil.example` }, 403],
  ['a sandboxed frame', { Origin: 'null' }, 403],
  ['a sibling host', { 'Sec-Fetch-Site': 'same-site' }, 403],
  ['another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
])('an unsafe request from %s', async (_title, headers, status) => {
  const res = await testApi({ router }, { publicUrl: ours })
    .agent()
    .post('/api/anything')
    .set(headers);
  expect(res.status).toBe(status);
  if (status === 403) expect(res.body.code).toBe('foreign_origin');
});

it('reading from another site changes nothing, so it is answered', async () => {
  await testApi({ router })
    .agent()
    .get('/api/anything')
    .set('Origin', 'https://a.example')
    .expect(200);
});

it('the webhook proves itself otherwise', async () => {
  await testApi({ router })
    .agent()
    .post('/api/payments/webhook')
    .set('Origin', 'https://a.example')
    .expect(200);
});

it.each(['http://localhost:3000', 'http://127.0.0.1:3000'])(
  'on loopback %s is ours',
  async (origin) => {
    await testApi({ router }).agent().post('/api/anything').set('Origin', origin).expect(200);
  },
);

it('on loopback another port is not ours', async () => {
  await testApi({ router })
    .agent()
    .post('/api/anything')
    .set('Origin', 'http://localhost:3001')
    .expect(403);
});
