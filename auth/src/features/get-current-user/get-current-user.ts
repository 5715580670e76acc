import type { Clock } from '@marquee/common/clock';
import type { SessionId } from '@marquee/common/ids';
import type { SessionRows } from '../../data/session.repository.js';
import type { Users } from '../../data/user.repository.js';
import { isLive } from '../../domain/session.js';
import type { User } from '../../domain/user.js';

export interface GetCurrentUserDependencies {
  readonly sessionRows: SessionRows;
  readonly users: Users;
  readonly clock: Clock;
}

/** Whose session this is, by the session's own row; null once it was revoked or has expired. */
export async function findCurrentUser(
  deps: GetCurrentUserDependencies,
  sessionId: SessionId,
): Promise<User | null> {
  const session = await deps.sessionRows.find(sessionId);
  if (session === null || !isLive(session, deps.clock.now())) return null;
  return deps.users.findById(session.userId);
}
