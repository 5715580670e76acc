import { Server } from 'socket.io';
import type { RealtimeLimits } from './limits.js';

/** Where browsers find us; fixed by the contract. */
const socketPath = '/realtime';

/** A connection that has not said which namespace it wants by then is nobody's browser. */
const connectMsMax = 5_000;

/** Socket.IO as we use it: small packets, no compression, nothing served but sockets. */
export function openSockets(limits: Pick<RealtimeLimits, 'packetBytesMax'>): Server {
  return new Server({
    path: socketPath,
    transports: ['websocket', 'polling'],
    serveClient: false,
    maxHttpBufferSize: limits.packetBytesMax,
    perMessageDeflate: false,
    httpCompression: false,
    connectTimeout: connectMsMax,
    // Next listens for upgrades on the same port while it is developed.
    destroyUpgrade: false,
  });
}
