import { startNatsServer as startServer } from '../../../../scripts/provision/nats-server-process.mjs';
import { startNatsStreamingServer as startStreamingServer } from '../../../../scripts/provision/nats-streaming-server-process.mjs';
import { startTestBroker, type TestBroker } from './test-broker.js';

export type { TestBroker } from './test-broker.js';

export interface TestNatsServerOptions {
  /** The newest if not said. */
  readonly version?: 'newest' | '2.9';
}

/** A nats-server with JetStream in files, started for a test. */
export function startNatsServer({ version = 'newest' }: TestNatsServerOptions = {}) {
  const variable = version === '2.9' ? 'NATS_SERVER_29_BINARY' : 'NATS_SERVER_BINARY';
  return startTestBroker({ name: 'nats-server', variable, start: startServer });
}

/** A nats-streaming-server with its file store, started for a test; its cluster is `marquee`. */
export function startNatsStreamingServer(): Promise<TestBroker> {
  return startTestBroker({
    name: 'nats-streaming-server',
    variable: 'NATS_STREAMING_SERVER_BINARY',
    start: startStreamingServer,
  });
}
