import type { Clock } from '@marquee/common/clock';
import { newId, type SessionId } from '@marquee/common/ids';
import { startSession } from '../../domain/session.js';
import type { User } from '../../domain/user.js';
import { type RegisterUserDependencies, type Registration, registerUser } from './register-user.js';

export interface SignUpDependencies extends RegisterUserDependencies {
  readonly clock: Clock;
}

/**
 * Makes an account and signs it in. The session the browser had, if any, ends: whoever signs up
 * while signed in means to be the new one from now on. Throws email_taken.
 */
export async function signUp(
  deps: SignUpDependencies,
  registration: Registration,
  replacedSessionId: SessionId | undefined,
): Promise<{ readonly user: User; readonly sessionId: SessionId }> {
  const now = deps.clock.now();
  const sessionId = newId<SessionId>();
  const user = await registerUser(deps, registration, async (transaction, { id }) => {
    await deps.accounts.openSession(transaction, startSession(sessionId, id, now));
    await deps.accounts.endSession(transaction, replacedSessionId, now);
  });
  return { user, sessionId };
}
