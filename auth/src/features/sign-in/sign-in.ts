import type { Clock } from '@marquee/common/clock';
import { Problem } from '@marquee/common/errors';
import { newId, type SessionId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import type { Accounts } from '../../data/accounts.js';
import type { Passwords } from '../../data/passwords.js';
import type { Users } from '../../data/user.repository.js';
import { foldEmail } from '../../domain/email.js';
import { startSession } from '../../domain/session.js';
import type { User } from '../../domain/user.js';

export interface SignInDependencies {
  readonly database: Database;
  readonly users: Users;
  readonly accounts: Accounts;
  readonly passwords: Passwords;
  readonly clock: Clock;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/**
 * Opens a new session for whoever knows the password, and ends the one the browser had. An unknown
 * address costs the same work and gets the same answer as a wrong password, so that nobody can ask
 * who has an account here. Throws wrong_credentials.
 */
export async function signIn(
  deps: SignInDependencies,
  { email, password }: Credentials,
  replacedSessionId: SessionId | undefined,
): Promise<{ readonly user: User; readonly sessionId: SessionId }> {
  const user = await deps.users.findByFoldedEmail(foldEmail(email));
  const matches =
    user === null
      ? await deps.passwords.matchesNobody(password)
      : await deps.passwords.matches(password, user.passwordHash);
  if (user === null || !matches) {
    throw new Problem('wrong_credentials', 'Check both and try again.');
  }
  if (deps.passwords.isOutdated(user.passwordHash)) {
    await deps.users.replaceHash(user, await deps.passwords.hash(password));
  }
  const now = deps.clock.now();
  const sessionId = newId<SessionId>();
  await deps.database.transact(async (transaction) => {
    await deps.accounts.openSession(transaction, startSession(sessionId, user.id, now));
    await deps.accounts.endSession(transaction, replacedSessionId, now);
  });
  return { user, sessionId };
}
