import { type Connection, endNow, isBehind } from '../../connection.js';
import type { RealtimeLimits } from '../../limits.js';
import type { LiveMetrics } from '../../live-metrics.js';

export interface SlowConnectionsDependencies {
  readonly limits: Pick<
    RealtimeLimits,
    'unansweredMax' | 'unsentBytesMax' | 'slowMsMax' | 'slowCheckMs'
  >;
  readonly metrics: Pick<LiveMetrics, 'refused'>;
}

export interface SlowConnections {
  watch(connection: Connection): void;
  stop(): void;
}

/**
 * Ends connections that stay behind, joined or not. Engine.IO's own pings do not notice them: it
 * takes a pong that nobody asked for as a sign of life.
 */
export function createSlowConnections(deps: SlowConnectionsDependencies): SlowConnections {
  const { limits, metrics } = deps;
  /** All there are; null while they keep up. */
  const behindSinceMs = new Map<Connection, number | null>();

  function look(): void {
    const nowMs = performance.now();
    for (const [connection, knownMs] of behindSinceMs) {
      const sinceMs = isBehind(connection, limits) ? (knownMs ?? nowMs) : null;
      behindSinceMs.set(connection, sinceMs);
      if (sinceMs === null || nowMs - sinceMs <= limits.slowMsMax) continue;
      metrics.refused('too_slow');
      endNow(connection);
    }
  }

  const checks = setInterval(look, limits.slowCheckMs);
  return {
    watch(connection) {
      behindSinceMs.set(connection, null);
      connection.once('close', () => behindSinceMs.delete(connection));
    },
    stop: () => clearInterval(checks),
  };
}
