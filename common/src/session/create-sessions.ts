import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Bus, Subscription } from '../bus/port.js';
import type { Clock } from '../clock.js';
import { type UserState, userState } from '../contracts/user/state.js';
import type { SessionId } from '../ids.js';
import type { CurrentUser, TokenClaims } from './current-user.js';
import { deriveKey } from './keys.js';
import { createRevocations } from './revocations.js';
import { cookieHeader, dropToken, putToken, sessionCookie, tokenOf } from './session-cookie.js';
import { createTokens, tokenLifetimeSeconds } from './tokens.js';

export interface SessionsOptions {
  /** Secrets, newest first: the first signs, all verify. */
  readonly keys: readonly string[];
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Everything a process knows about sessions; auth alone decides who gets one. */
export interface Sessions {
  /** A token of 24 hours. */
  mint(user: CurrentUser): string;
  /** Who a token speaks for; null when it is not ours, has expired or was revoked. */
  verify(token: string): CurrentUser | null;
  /** What a token says even if its session was revoked; null when it is not ours or expired. */
  claimsOf(req: Request): TokenClaims | null;
  /** Reads the session cookie and sets `req.currentUser`. `secure` when PUBLIC_URL is https. */
  middleware(options?: { readonly secure?: boolean }): RequestHandler[];
  setSession(req: Request, token: string): void;
  clearSession(req: Request): void;
  /** Whether a session ended before its token did, as far as this process knows. */
  isRevoked(sessionId: SessionId): boolean;
  /** Refuses a session in this process from now on. */
  revoke(sessionId: SessionId, tokenExpiresAt: Date): void;
  /** Learns revocations from the bus, those of the last token lifetime first. */
  followRevocations(bus: Bus): Promise<Subscription>;
  /** A `Cookie` header value for tests and the bench. */
  cookieFor(user: CurrentUser): string;
}

/** See `Sessions`. Throws RangeError without a key. */
export function createSessions({ keys: secrets, clock, logger }: SessionsOptions): Sessions {
  const keys = secrets.map(deriveKey);
  const [newest] = keys;
  if (newest === undefined) throw new RangeError('Sessions need at least one key');
  const tokens = createTokens(keys, clock);
  const revocations = createRevocations(clock);

  function verify(token: string): CurrentUser | null {
    const claims = tokens.read(token);
    return claims === null || revocations.has(claims.sessionId) ? null : claims;
  }

  function revokeAll(state: UserState): void {
    for (const { sessionId, tokenExpiresAt } of state.revokedSessions) {
      revocations.add(sessionId, new Date(tokenExpiresAt));
    }
  }

  return {
    mint: tokens.mint,
    verify,
    claimsOf(req) {
      const token = tokenOf(req);
      return token === undefined ? null : tokens.read(token);
    },
    middleware: ({ secure = false } = {}) => [
      ...sessionCookie(keys, secure),
      (req, _res, next) => {
        const token = tokenOf(req);
        req.currentUser = token === undefined ? undefined : (verify(token) ?? undefined);
        next();
      },
    ],
    setSession: putToken,
    clearSession: dropToken,
    isRevoked: revocations.has,
    revoke: revocations.add,
    followRevocations(bus) {
      const since = new Date(clock.now().getTime() - tokenLifetimeSeconds * 1000);
      return bus.follow(['user'], since, (event) => {
        const state = userState.safeParse(event.data);
        if (state.success) revokeAll(state.data);
        else logger.error({ eventId: event.id, err: state.error }, 'unreadable user state');
      });
    },
    cookieFor: (user) => cookieHeader(tokens.mint(user), newest),
  };
}
