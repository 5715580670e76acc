import type { Socket } from 'socket.io';
import { createAllowance } from '../../domain/allowance.js';
import type { Refusal } from '../../domain/messages.js';
import { refusal } from '../../domain/refusal.js';
import type { RealtimeLimits } from '../../limits.js';
import type { LiveMetrics } from '../../live-metrics.js';

type Words = Pick<Socket, 'connected' | 'onAny' | 'on' | 'disconnect'>;

/**
 * Words that are no request, as `join` with a room's name, are refused and counted. Who says more of
 * them than anybody could ask for is disconnected.
 */
export function createOnlyRequests(
  limits: Pick<RealtimeLimits, 'requestBurst' | 'requestsPerSecond'>,
  metrics: Pick<LiveMetrics, 'refused'>,
) {
  return (socket: Words, requests: readonly string[]): void => {
    const allowance = createAllowance(limits.requestBurst, limits.requestsPerSecond);
    socket.onAny((word: string, ...sent: unknown[]) => {
      if (requests.includes(word) || !socket.connected) return;
      metrics.refused('unknown_request');
      const ack = sent.at(-1);
      if (typeof ack === 'function')
        (ack as (answer: Refusal) => void)(
          refusal('not_found', 'There is no such request, and no room can be asked for.'),
        );
      if (allowance.take(performance.now())) return;
      metrics.refused('flooding');
      socket.disconnect(true);
    });
    // What cannot be read is counted where it is read; unheard, Socket.IO would print it as well.
    socket.on('error', () => undefined);
  };
}
