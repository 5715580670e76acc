import type { Bus } from '@marquee/common/bus';
import type { Clock } from '@marquee/common/clock';
import { defineService, type Service } from '@marquee/common/lifecycle';
import type { Logger } from '@marquee/common/logging';
import type { Metrics } from '@marquee/common/metrics';
import { type Database, ensureIndexes } from '@marquee/common/mongo';
import { createOutbox, createRelay } from '@marquee/common/outbox';
import type { Sessions } from '@marquee/common/session';
import { Router } from 'express';
import type { AuthConfig } from './config.js';
import { createAccounts } from './data/accounts.js';
import { createPasswords, type Passwords } from './data/passwords.js';
import { createSessionRows } from './data/session.repository.js';
import { createUsers } from './data/user.repository.js';
import { currentUserOf } from './domain/user.js';
import { addGetCurrentUser } from './features/get-current-user/get-current-user.route.js';
import { addSignIn } from './features/sign-in/sign-in.route.js';
import { addSignOut } from './features/sign-out/sign-out.route.js';
import { type Registration, registerUser as register } from './features/sign-up/register-user.js';
import { addSignUp } from './features/sign-up/sign-up.route.js';

export type { AuthConfig } from './config.js';
export { createPasswords, type PasswordCosts, type Passwords } from './data/passwords.js';

interface StoreDependencies {
  readonly database: Database;
  readonly clock: Clock;
  /** Default: argon2id at our costs. */
  readonly passwords?: Passwords;
}

export interface AuthDependencies extends StoreDependencies {
  readonly bus: Bus;
  readonly sessions: Sessions;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly config: AuthConfig;
}

/** Accounts and sessions. */
export function createAuth(dependencies: AuthDependencies): Service {
  const { database, sessions, config } = dependencies;
  const stores = createStores(dependencies);
  const deps = { ...stores, sessions, rateLimit: config.rateLimit };
  const { users, sessionRows, outbox, passwords } = stores;

  const router = Router();
  router.use('/api/users', (_req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    next();
  });
  addSignUp(router, deps);
  addSignIn(router, deps);
  addSignOut(router, deps);
  addGetCurrentUser(router, deps);

  return defineService({
    name: 'auth',
    router,
    jobs: [createRelay(dependencies)],
    async prepare() {
      await ensureIndexes(database, [users.model, sessionRows.model, outbox.rows]);
      // The first unknown address must not be the one that takes longer.
      await passwords.matchesNobody('');
    },
  });
}

/** Makes an account without signing anybody in, for demo data. Throws email_taken. */
export async function registerUser(dependencies: StoreDependencies, registration: Registration) {
  return currentUserOf(await register(createStores(dependencies), registration));
}

function createStores({ database, clock, passwords = createPasswords() }: StoreDependencies) {
  const outbox = createOutbox({ database, clock });
  const users = createUsers(database.connection);
  const sessionRows = createSessionRows(database.connection);
  const accounts = createAccounts({ users, sessionRows, outbox });
  return { database, clock, outbox, users, sessionRows, accounts, passwords };
}
