import { createServer } from 'node:net';

/**
 * Below what Linux and macOS hand out to outgoing connections. A server that is started again on
 * its port would find it taken by one of those: even by a client that tries to reach it and, while
 * nobody listens there, is given that very port and so connects to itself.
 */
const [lowest, highest] = [20_000, 29_999];
const tries = 100;

/**
 * A port on the loopback address that nobody listens on now, and that no connection will be given.
 *
 * @returns {Promise<number>}
 * @throws {Error} when none was found
 */
export async function freePort() {
  for (let attempt = 0; attempt < tries; attempt++) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest + 1));
    if (await isFree(port)) return port;
  }
  throw new Error(`No free port found between ${lowest} and ${highest}`);
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
