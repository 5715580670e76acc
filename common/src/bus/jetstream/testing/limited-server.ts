import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { startBroker } from '../../../../../scripts/provision/broker-process.mjs';
import { startTestBroker } from '../../../testing/brokers/test-broker.js';

/** What a service needs on the server, its own inbox among it; the stream is the setup job's. */
export const limitedUser = { user: 'service', password: 'secret', inboxPrefix: '_INBOX_service' };

const config = `
no_auth_user: setup
authorization {
  users: [
    { user: setup, password: setup }
    {
      user: ${limitedUser.user}
      password: ${limitedUser.password}
      permissions: {
        publish: { allow: [
          "*.ticket.>", "$JS.API.STREAM.INFO.*", "$JS.API.STREAM.MSG.GET.*",
          "$JS.API.CONSUMER.>", "$JS.ACK.>"
        ] }
        subscribe: { allow: ["${limitedUser.inboxPrefix}.>"] }
      }
    }
  ]
}
`;

/** A nats-server on which a service may not make the stream. */
export function startLimitedServer() {
  return startTestBroker({
    name: 'nats-server',
    variable: 'NATS_SERVER_BINARY',
    start: (options) =>
      startBroker({
        ...options,
        name: 'nats-server',
        readySubject: '$JS.API.INFO',
        argsFor(dataDir) {
          const file = path.join(dataDir, 'server.conf');
          writeFileSync(file, config);
          return ['--jetstream', '--store_dir', path.join(dataDir, 'store'), '--config', file];
        },
      }),
  });
}
