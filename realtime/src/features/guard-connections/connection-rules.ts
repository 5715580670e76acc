import { type Connection, endNow, websocketOf } from '../../connection.js';
import { createAllowance } from '../../domain/allowance.js';
import type { RealtimeLimits } from '../../limits.js';
import type { LiveMetrics } from '../../live-metrics.js';

export interface ConnectionRulesDependencies {
  readonly limits: Pick<RealtimeLimits, 'packetBurst' | 'packetsPerSecond'>;
  readonly metrics: Pick<LiveMetrics, 'refused'>;
}

/** Longer than any of ours; Socket.IO repeats the name of one that we do not have. */
const namespaceLengthMax = 32;

export interface ConnectionRules {
  keep(connection: Connection): void;
  /** A socket was let go, or has left: its browser may join again. */
  left(socket: { readonly conn: Connection; readonly nsp: { readonly name: string } }): void;
}

/**
 * What holds for a connection whatever it joins: it says no more than anybody needs to, and asks for
 * a namespace once. One that breaks this is ended at once, without a word that would have to wait.
 */
export function createConnectionRules(deps: ConnectionRulesDependencies): ConnectionRules {
  const { limits, metrics } = deps;
  /** Joined, or being joined: Socket.IO knows only those that have been. */
  const asked = new WeakMap<Connection, Set<string>>();

  function end(connection: Connection, reason: string): void {
    if (connection.readyState !== 'closed') metrics.refused(reason);
    endNow(connection);
  }

  return {
    keep(connection) {
      const allowance = createAllowance(limits.packetBurst, limits.packetsPerSecond);
      const namespaces = new Set<string>();
      asked.set(connection, namespaces);
      // Before Socket.IO hears of them: what ends the connection reaches nobody.
      const websocket = websocketOf(connection);
      for (const kind of ['message', 'ping', 'pong'])
        websocket.prependListener(kind, () => {
          if (!allowance.take(performance.now())) end(connection, 'flooding');
        });
      connection.prependListener('data', (packet: unknown) => {
        const namespace = namespaceAsked(packet);
        if (namespace === null) return;
        if (namespace.length > namespaceLengthMax) end(connection, 'not_found');
        else if (namespaces.has(namespace)) end(connection, 'joined_twice');
        else namespaces.add(namespace);
      });
    },
    left: ({ conn, nsp }) => void asked.get(conn)?.delete(nsp.name),
  };
}

/** The namespace that a packet of Socket.IO asks to join; null when it says something else. */
function namespaceAsked(packet: unknown): string | null {
  if (typeof packet !== 'string' || !packet.startsWith('0')) return null;
  return /^0(\/[^,]*)/.exec(packet)?.[1] ?? '/';
}
