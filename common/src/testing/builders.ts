import { randomBytes } from 'node:crypto';
import { newId } from '../ids.js';
import { createLogger, type Logger } from '../logging/index.js';
import type { CurrentUser } from '../session/current-user.js';

/** An address nobody else in the tests has. */
export function anEmail(): string {
  return `${randomBytes(6).toString('hex')}@example.com`;
}

/** A signed-in person; change what the test is about. */
export function aUser(changes: Partial<CurrentUser> = {}): CurrentUser {
  return { id: newId(), sessionId: newId(), email: anEmail(), name: 'Ada', ...changes };
}

/** A logger for tests that do not read the log. */
export function aSilentLogger(): Logger {
  return createLogger({ name: 'test', level: 'silent' });
}
