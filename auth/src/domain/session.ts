import type { SessionId, UserId } from '@marquee/common/ids';

/** One sign-in of one user in one browser. Its tokens live a day and are renewed from here. */
export interface Session {
  readonly id: SessionId;
  readonly userId: UserId;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

const dayMs = 24 * 60 * 60 * 1000;
const sessionDaysMax = 30;

export function startSession(id: SessionId, userId: UserId, now: Date): Session {
  const expiresAt = new Date(now.getTime() + sessionDaysMax * dayMs);
  return { id, userId, expiresAt, revokedAt: null };
}

export function isLive(session: Session, now: Date): boolean {
  return session.revokedAt === null && session.expiresAt > now;
}

/**
 * When no token of a session revoked now can be valid any more: a day, and a minute for a renewal
 * that was under way on another machine.
 */
export function lastTokenExpiry(now: Date): Date {
  return new Date(now.getTime() + dayMs + 60_000);
}
