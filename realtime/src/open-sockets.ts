import { Server } from 'socket.io';
import { createCountingParser } from './features/guard-connections/counting-parser.js';
import type { RealtimeLimits } from './limits.js';
import type { LiveMetrics } from './live-metrics.js';

/** Where browsers find us; fixed by the contract. */
const socketPath = '/realtime';

/** Whether a request's address is a socket's. */
export const isSocketUrl = (url: string): boolean => url.startsWith(`${socketPath}/`);

/** A connection that has not said which namespace it wants by then is nobody's browser. */
const connectMsMax = 5_000;

/**
 * A browser that hears no ping for the sum of these knows that its network is dead, and opens a new
 * connection: the old one's retransmissions come ever more rarely, so that after a cut of seconds it
 * may stay silent for as long again. So everybody has converged five seconds after it heals.
 */
const pingMs = 5_000;
const pongMsMax = 3_000;

/**
 * Socket.IO as we use it: websockets only, as our pages do, so that there is one way in to guard;
 * small packets, no compression, nothing served but sockets.
 */
export function openSockets(
  limits: Pick<RealtimeLimits, 'packetBytesMax'>,
  metrics: Pick<LiveMetrics, 'refused'>,
): Server {
  return new Server({
    path: socketPath,
    transports: ['websocket'],
    parser: createCountingParser(metrics),
    serveClient: false,
    maxHttpBufferSize: limits.packetBytesMax,
    perMessageDeflate: false,
    httpCompression: false,
    connectTimeout: connectMsMax,
    pingInterval: pingMs,
    pingTimeout: pongMsMax,
    // They are given back: see give-back-upgrades.ts.
    destroyUpgrade: false,
  });
}
