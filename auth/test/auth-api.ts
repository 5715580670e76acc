import path from 'node:path';
import { type Clock, systemClock } from '@marquee/common/clock';
import { createMetrics } from '@marquee/common/metrics';
import type { Database } from '@marquee/common/mongo';
import { anEmail, aSilentLogger } from '@marquee/common/testing/builders';
import { createRecordingBus } from '@marquee/common/testing/bus';
import { type TestAgent, testApi, testSessions } from '@marquee/common/testing/http';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { createPasswords, type Passwords } from '../src/data/passwords.js';
import { createAuth } from '../src/service.js';

export const openapi = path.join(__dirname, '..', 'openapi.yaml');
export const aPassword = 'correct horse battery';

/** The cheapest parameters argon2 takes: tests are about what happens, not about its strength. */
export const cheapPasswords = () => createPasswords({ memoryKib: 8, passes: 1, lanes: 1 });

export interface AuthApiOptions {
  readonly rateLimit?: boolean;
  readonly clock?: Clock;
  readonly passwords?: Passwords;
  readonly trustProxy?: number;
}

/** One test file's database, and the service on it as often as wanted. */
export function authOnDatabase(name: string) {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(`auth_${name}`);
    await start().service.start('api');
  });
  afterAll(() => dropTestDatabase(database));

  function start(options: AuthApiOptions = {}) {
    const { rateLimit = false, clock = systemClock, passwords = cheapPasswords() } = options;
    const bus = createRecordingBus();
    const sessions = testSessions(clock);
    const service = createAuth({
      database,
      bus,
      sessions,
      logger: aSilentLogger(),
      metrics: createMetrics(),
      clock,
      config: { rateLimit },
      passwords,
    });
    const trustProxy = options.trustProxy ?? 0;
    return { service, bus, ...testApi(service, { sessions, clock, trustProxy }) };
  }

  return {
    start,
    database: () => database,
    /** What the outbox holds of one user, oldest first. */
    announced: (userId: string) =>
      database.connection
        .collection('outbox')
        .find({ aggregateId: userId })
        .sort({ aggregateVersion: 1 })
        .map((row) => row['event'])
        .toArray(),
  };
}

/** Signs a new person up in a browser of their own. */
export async function signUpIn(agent: TestAgent, email = anEmail()) {
  const res = await agent.post('/api/users/signup').send({ email, password: aPassword });
  if (res.status !== 201) throw new Error(`signing up answered ${res.status} ${res.text}`);
  return { email, id: String(res.body.currentUser.id) };
}
