import type { SessionId, UserId } from '@marquee/common/ids';
import { foldEmail, nameFromEmail } from './email.js';
import { lastTokenExpiry } from './session.js';

export interface RevokedSession {
  readonly sessionId: SessionId;
  readonly tokenExpiresAt: Date;
}

/** An account. */
export interface User {
  readonly id: UserId;
  readonly email: string;
  /** Unique; see foldEmail. */
  readonly emailFolded: string;
  readonly name: string;
  readonly passwordHash: string;
  /** Sessions whose tokens may still be in somebody's browser; newest last. */
  readonly revokedSessions: readonly RevokedSession[];
  /** Counts the domain events of this user. */
  readonly version: number;
}

/**
 * Each domain event names its own revocation, and followers hear each; the list is for those who
 * only see the newest state, so it may end somewhere: a bound for one who signs in all day.
 */
const revokedSessionsMax = 200;

export interface NewUser {
  readonly id: UserId;
  readonly email: string;
  readonly name: string | undefined;
  readonly passwordHash: string;
}

export function register({ id, email, name, passwordHash }: NewUser): User {
  const trimmed = email.trim();
  return {
    id,
    email: trimmed,
    emailFolded: foldEmail(email),
    name: name ?? nameFromEmail(trimmed),
    passwordHash,
    revokedSessions: [],
    version: 1,
  };
}

/** What the user themself is shown. */
export function currentUserOf({ id, email, name }: User) {
  return { id, email, name };
}

/** The user after a session ended early; forgets those whose tokens have expired since. */
export function withRevokedSession(user: User, sessionId: SessionId, now: Date): User {
  const remembered = user.revokedSessions.filter((revoked) => revoked.tokenExpiresAt > now);
  const revoked = { sessionId, tokenExpiresAt: lastTokenExpiry(now) };
  return {
    ...user,
    revokedSessions: [...remembered, revoked].slice(-revokedSessionsMax),
    version: user.version + 1,
  };
}
