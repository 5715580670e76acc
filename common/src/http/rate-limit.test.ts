import { Router } from 'express';
import { aUser } from '../testing/builders.js';
import { testApi } from '../testing/http.js';
import { type RateLimitOptions, rateLimit } from './rate-limit.js';

function limitedApi(changes: Partial<RateLimitOptions> = {}, trustProxy = 0) {
  const router = Router();
  const limit = rateLimit({
    name: 'things',
    limit: 2,
    windowSeconds: 60,
    by: 'address',
    enabled: true,
    ...changes,
  });
  router.get('/api/things', limit, (_req, res) => {
    res.json({});
  });
  return testApi({ router }, { trustProxy });
}

it('one too many is 429 with the seconds to wait', async () => {
  const agent = limitedApi().agent();
  await agent.get('/api/things').expect(200);
  await agent.get('/api/things').expect(200);
  const res = await agent.get('/api/things').expect(429);
  expect(res.body.code).toBe('rate_limited');
  expect(Number(res.headers['retry-after'])).toBeGreaterThan(0);
  expect(Number(res.headers['retry-after'])).toBeLessThanOrEqual(60);
});

it('an account is limited wherever it comes from, and does not spend what others have', async () => {
  const api = limitedApi({ by: 'account', limit: 1 });
  const ada = aUser();
  await api.agent(ada).get('/api/things').expect(200);
  await api.agent(aUser()).get('/api/things').expect(200);
  await api.agent(ada).get('/api/things').expect(429);
});

it('nobody escapes by inventing an address when no proxy stands before us', async () => {
  const agent = limitedApi({ limit: 1 }).agent();
  await agent.get('/api/things').set('X-Forwarded-For', '198.51.100.1').expect(200);
  await agent.get('/api/things').set('X-Forwarded-For', '198.51.100.2').expect(429);
});

it('behind one proxy the address it saw counts, not what the client wrote before it', async () => {
  const agent = limitedApi({ limit: 1 }, 1).agent();
  await agent.get('/api/things').set('X-Forwarded-For', '6.6.6.6, 198.51.100.1').expect(200);
  await agent.get('/api/things').set('X-Forwarded-For', '7.7.7.7, 198.51.100.1').expect(429);
  await agent.get('/api/things').set('X-Forwarded-For', '6.6.6.6, 198.51.100.2').expect(200);
});

it('does nothing where configuration switched it off', async () => {
  const agent = limitedApi({ limit: 0, enabled: false }).agent();
  await agent.get('/api/things').expect(200);
});
