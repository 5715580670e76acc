import path from 'node:path';
import { startBroker } from './broker-process.mjs';

/** As long as JetStream keeps events here; the inbox remembers as long. */
const maxAge = '336h';

/**
 * Starts a real nats-streaming-server with its file store below `dataDir`, on the loopback address.
 * By default it keeps a hundred channels and a million messages of each and then drops the oldest
 * silently, so those limits are lifted. A dead client is noticed in about 8 seconds.
 *
 * @param {import('./nats-streaming-server-process.d.mts').NatsStreamingServerOptions} options
 * @returns {Promise<import('./broker-process.d.mts').RunningBroker>}
 * @throws {Error} when it does not start; says where its log is
 */
export function startNatsStreamingServer({ clusterId = 'marquee', ...options }) {
  return startBroker({
    ...options,
    name: 'nats-streaming-server',
    readySubject: `_STAN.discover.${clusterId}`,
    argsFor: (dataDir) => [
      ...['--cluster_id', clusterId, '--store', 'FILE', '--dir', path.join(dataDir, 'store')],
      ...['--max_channels', '0', '--max_subs', '0', '--max_msgs', '0', '--max_bytes', '0'],
      ...['--max_age', maxAge, '--file_sync'],
      ...['--hb_interval', '2s', '--hb_timeout', '2s', '--hb_fail_count', '3'],
    ],
  });
}
