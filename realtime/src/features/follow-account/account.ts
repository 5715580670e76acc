import type { Clock } from '@marquee/common/clock';
import type { UserId } from '@marquee/common/ids';
import type { CurrentUser } from '@marquee/common/session';
import type { ChangedMessage } from '../../domain/messages.js';
import type { RealtimeLimits } from '../../limits.js';
import type { LiveMetrics, OccurredAt } from '../../live-metrics.js';
import { type AccountNamespace, type AccountSocket, userRoom } from '../../sockets.js';

export interface AccountDependencies {
  readonly namespace: AccountNamespace;
  readonly isRevoked: (sessionId: CurrentUser['sessionId']) => boolean;
  readonly clock: Clock;
  readonly limits: Pick<RealtimeLimits, 'sessionCheckMs'>;
  readonly metrics: LiveMetrics;
}

export interface Account {
  tell(userId: UserId, changed: ChangedMessage, occurredAt: OccurredAt): void;
  /** We may have missed something: everybody who is signed in asks again. */
  resync(): void;
  stop(): void;
}

/**
 * `/account`: what changed among a person's own things. A socket is put into its user's room by
 * its verified session, and leaves when that ends: nothing can be asked for.
 */
export function openAccount(deps: AccountDependencies): Account {
  const { namespace, clock, metrics } = deps;

  function isOver({ data: { claims } }: AccountSocket): boolean {
    return deps.isRevoked(claims.sessionId) || claims.expiresAt <= clock.now();
  }

  namespace.on('connection', (socket) => {
    metrics.opened('account');
    void socket.join(userRoom(socket.data.claims.id));
    socket.on('disconnect', (reason) => metrics.closed('account', reason));
  });

  const checks = setInterval(() => {
    for (const socket of namespace.sockets.values()) {
      if (!isOver(socket)) continue;
      metrics.refused('session_over');
      socket.disconnect();
    }
  }, deps.limits.sessionCheckMs);

  return {
    tell(userId, changed, occurredAt) {
      const sockets = namespace.adapter.rooms.get(userRoom(userId))?.size ?? 0;
      if (sockets === 0) return;
      namespace.to(userRoom(userId)).emit('changed', changed);
      metrics.told('changed', sockets);
      metrics.reached(occurredAt);
    },
    resync() {
      if (namespace.sockets.size === 0) return;
      namespace.emit('resync', {});
      metrics.told('resync', namespace.sockets.size);
    },
    stop: () => clearInterval(checks),
  };
}
