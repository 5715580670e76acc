import type { Socket } from 'socket.io';
import { isBehind } from '../../connection.js';
import type { Refusal } from '../../domain/messages.js';
import { refusal } from '../../domain/refusal.js';
import type { RealtimeLimits } from '../../limits.js';
import type { LiveMetrics } from '../../live-metrics.js';

type Words = Pick<Socket, 'conn' | 'use' | 'on'>;

/**
 * Words that are no request, as `join` with a room's name, are refused and counted. While a browser
 * does not take its answers it gets none, no refusal either: that would only wait with the others.
 */
export function createOnlyRequests(
  limits: Pick<RealtimeLimits, 'unansweredMax' | 'unsentBytesMax'>,
  metrics: Pick<LiveMetrics, 'refused'>,
) {
  return (socket: Words, requests: readonly string[]): void => {
    socket.use(([word, ...sent], next) => {
      if (isBehind(socket.conn, limits)) {
        metrics.refused('rate_limited');
        return;
      }
      if (requests.includes(word)) {
        next();
        return;
      }
      metrics.refused('unknown_request');
      const ack: unknown = sent.at(-1);
      if (typeof ack === 'function')
        (ack as (answer: Refusal) => void)(
          refusal('not_found', 'There is no such request, and no room can be asked for.'),
        );
    });
    // What cannot be read is counted where it is read; unheard, Socket.IO would print it as well.
    socket.on('error', () => undefined);
  };
}
