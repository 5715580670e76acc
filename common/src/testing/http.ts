import type { Express, RequestHandler } from 'express';
import request from 'supertest';
import { type Clock, systemClock } from '../clock.js';
import { createApi } from '../http/create-api.js';
import type { Service } from '../lifecycle/service.js';
import { createMetrics } from '../metrics/index.js';
import { createSessions, type Sessions } from '../session/create-sessions.js';
import type { CurrentUser } from '../session/current-user.js';
import { aSilentLogger } from './builders.js';

export type TestAgent = ReturnType<typeof request.agent>;
export type TestResponse = request.Response;

export interface TestApiOptions {
  /** The sessions the service was made with, where it was given any. */
  readonly sessions?: Sessions;
  readonly publicUrl?: string;
  readonly clock?: Clock;
  readonly before?: readonly RequestHandler[];
  readonly trustProxy?: number | readonly string[];
}

export interface TestApi {
  readonly app: Express;
  readonly sessions: Sessions;
  /** Sends requests to the app on a free port, signed in when a user is given. Keeps cookies. */
  agent(user?: CurrentUser): TestAgent;
}

/** Sessions under a key of the tests. */
export function testSessions(clock: Clock = systemClock): Sessions {
  return createSessions({
    keys: ['a key for tests, long enough to be taken'],
    clock,
    logger: aSilentLogger(),
  });
}

/** The service behind the same guards it has in every process. */
export function testApi(service: Pick<Service, 'router'>, options: TestApiOptions = {}): TestApi {
  const { clock = systemClock } = options;
  const sessions = options.sessions ?? testSessions(clock);
  const app = createApi({
    name: 'test',
    services: [service],
    sessions,
    publicUrl: options.publicUrl ?? 'http://localhost:3000',
    mode: 'ci',
    trustProxy: options.trustProxy ?? 0,
    logger: aSilentLogger(),
    metrics: createMetrics(),
    clock,
    ...(options.before !== undefined && { before: options.before }),
  });
  return {
    app,
    sessions,
    agent(user) {
      const agent = request.agent(app);
      return user === undefined ? agent : agent.set('Cookie', sessions.cookieFor(user));
    },
  };
}
