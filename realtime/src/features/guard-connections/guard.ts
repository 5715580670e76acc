import type { Clock } from '@marquee/common/clock';
import type { ProblemCode } from '@marquee/common/errors';
import type { Sessions, TokenClaims } from '@marquee/common/session';
import type { Request } from 'express';
import type { ExtendedError } from 'socket.io';
import type { LiveMetrics } from '../../live-metrics.js';
import type { AccountSocket, MarketSocket } from '../../sockets.js';
import type { ConnectionPlaces } from './connection-places.js';
import { SocketRefused } from './socket-refused.js';

export interface GuardDependencies {
  readonly isOwnOrigin: (request: MarketSocket['request']) => boolean;
  readonly places: Pick<ConnectionPlaces, 'isBeyondShare'>;
  /** Whether this replica hears what happens. */
  readonly hears: () => boolean;
  readonly sessions: Pick<Sessions, 'claimsOf' | 'isRevoked'>;
  readonly clock: Clock;
  readonly metrics: LiveMetrics;
}

type Next = (error?: ExtendedError) => void;

/** Who may come in, asked for each namespace; a refusal says why, and is counted. */
export function createGuard(deps: GuardDependencies) {
  const { places, sessions, clock, metrics } = deps;

  function refuse(next: Next, code: ProblemCode, detail: string): void {
    metrics.refused(code);
    next(new SocketRefused(code, detail));
  }

  /** The claims of a session that counts now, from the cookie the connection was opened with. */
  function liveClaims(socket: AccountSocket): TokenClaims | null {
    const claims = sessions.claimsOf(socket.request as Request);
    if (claims === null || claims.expiresAt <= clock.now()) return null;
    return sessions.isRevoked(claims.sessionId) ? null : claims;
  }

  return {
    ownOrigin(socket: MarketSocket | AccountSocket, next: Next): void {
      if (deps.isOwnOrigin(socket.request)) next();
      else refuse(next, 'foreign_origin', 'Open Marquee itself: other sites may not listen here.');
    },
    hearing(_socket: MarketSocket | AccountSocket, next: Next): void {
      if (deps.hears()) next();
      else refuse(next, 'try_again', 'Nothing can be told at the moment; pages ask instead.');
    },
    fairShare({ conn }: MarketSocket | AccountSocket, next: Next): void {
      if (!places.isBeyondShare(conn)) next();
      else refuse(next, 'rate_limited', 'Too many live connections from this address.');
    },
    nothingHere(_socket: unknown, next: Next): void {
      refuse(next, 'not_found', 'Join /market or /account.');
    },
    /** Asked of a namespace that we do not have; the browser is told so by Socket.IO. */
    unknownNamespace(next: (error: Error | null, isThere: boolean) => void): void {
      metrics.refused('not_found');
      next(null, false);
    },
    signedIn(socket: AccountSocket, next: Next): void {
      const claims = liveClaims(socket);
      if (claims === null) {
        refuse(next, 'not_signed_in', 'Sign in again to hear what changes in your orders.');
        return;
      }
      socket.data.claims = claims;
      next();
    },
  };
}
