import { newId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import { aUser } from '@marquee/common/testing/builders';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import express from 'express';
import { startPayments, type TestPayments } from './payments-server.js';

const address = { host: '127.0.0.1', port: 1, protocol: 'http' } as const;
let database: Database;
let payments: TestPayments;
beforeAll(async () => {
  database = await openTestDatabase('payments_limit');
  const sandbox = { address, frontDoor: express() };
  payments = await startPayments({ database, sandbox, role: 'api', rateLimited: true });
});
afterAll(async () => {
  await payments.service.stop();
  await dropTestDatabase(database);
});

test('an account that asks more than five times a second is told to wait, others are not', async () => {
  const url = `/api/payments/${newId()}`;
  const agent = payments.agent(aUser());
  for (let asked = 0; asked < 300; asked += 1) await agent.get(url).expect(404);
  const refused = await agent.get(url).expect(429);
  expect(refused.body.code).toBe('rate_limited');
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  await payments.agent(aUser()).get(url).expect(404);
});
