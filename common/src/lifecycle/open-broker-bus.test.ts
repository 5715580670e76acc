import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { startBroker } from '../../../scripts/provision/broker-process.mjs';
import { systemClock } from '../clock.js';
import { busEnvironment } from '../config/bus-environment.js';
import { createLogger } from '../logging/index.js';
import { createMetrics } from '../metrics/index.js';
import { startTestBroker } from '../testing/brokers/test-broker.js';
import { openBrokerBus } from './open-broker-bus.js';

const user = 'orders';
const password = 'p@ss:w/rd %41 ü';

/** A NATS Streaming server that knows one user, and its own. */
function startGuardedServer() {
  const config = `
    no_auth_user: server
    authorization { users: [
      { user: server, password: server }, { user: ${user}, password: "${password}" }
    ] }`;
  return startTestBroker({
    name: 'nats-streaming-server',
    variable: 'NATS_STREAMING_SERVER_BINARY',
    start: (options) =>
      startBroker({
        ...options,
        name: 'nats-streaming-server',
        readySubject: '_STAN.discover.marquee',
        argsFor(dataDir) {
          const file = path.join(dataDir, 'server.conf');
          writeFileSync(file, config);
          const store = ['--store', 'FILE', '--dir', path.join(dataDir, 'store')];
          return [
            '--cluster_id',
            'marquee',
            ...store,
            '--config',
            file,
            '--user',
            'server',
            '--pass',
            'server',
          ];
        },
      }),
  });
}

it('a NATS Streaming user may have any signs in its password', async () => {
  const server = await startGuardedServer();
  const open = (NATS_PASSWORD: string) =>
    openBrokerBus({
      environment: z.object(busEnvironment).parse({
        ...{ BUS: 'nats-streaming', NATS_URL: server.url, NATS_USER: user, NATS_PASSWORD },
      }),
      name: 'test',
      logger: createLogger({ name: 'test', level: 'silent' }),
      metrics: createMetrics(),
      clock: systemClock,
      signal: AbortSignal.timeout(3_000),
    });
  try {
    await (await open(password)).close();
    await expect(open('another')).rejects.toThrow();
  } finally {
    await server.stop();
  }
});
