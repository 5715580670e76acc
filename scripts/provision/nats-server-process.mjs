import path from 'node:path';
import { startBroker } from './broker-process.mjs';

/**
 * Starts a real nats-server with JetStream, kept in files below `dataDir`, on the loopback address.
 *
 * @param {import('./nats-server-process.d.mts').NatsServerOptions} options
 * @returns {Promise<import('./broker-process.d.mts').RunningBroker>}
 * @throws {Error} when it does not start; says where its log is
 */
export function startNatsServer({ serverName = 'marquee', ...options }) {
  return startBroker({
    ...options,
    name: 'nats-server',
    readySubject: '$JS.API.INFO',
    argsFor: (dataDir) => [
      ...['--jetstream', '--store_dir', path.join(dataDir, 'store'), '--server_name', serverName],
    ],
  });
}
