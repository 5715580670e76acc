import type { Clock } from '../clock.js';
import type { SessionId } from '../ids.js';

/** The sessions that ended before their tokens did, kept until those tokens have expired. */
export interface Revocations {
  add(sessionId: SessionId, tokenExpiresAt: Date): void;
  has(sessionId: SessionId): boolean;
  readonly size: number;
}

/** Forgets what has expired whenever it has doubled: constant work per revocation on average. */
export function createRevocations(clock: Clock): Revocations {
  const expiries = new Map<SessionId, number>();
  let tidyAtSize = 1_000;

  function tidy(): void {
    const now = clock.now().getTime();
    for (const [sessionId, expiresAtMs] of expiries) {
      if (expiresAtMs <= now) expiries.delete(sessionId);
    }
    tidyAtSize = Math.max(1_000, expiries.size * 2);
  }

  return {
    add(sessionId, tokenExpiresAt) {
      const known = expiries.get(sessionId) ?? 0;
      expiries.set(sessionId, Math.max(known, tokenExpiresAt.getTime()));
      if (expiries.size >= tidyAtSize) tidy();
    },
    has: (sessionId) => expiries.has(sessionId),
    get size() {
      return expiries.size;
    },
  };
}
