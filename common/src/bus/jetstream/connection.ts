import { setMaxListeners } from 'node:events';
import {
  type JetStreamClient,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
} from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { systemClock } from '../../clock.js';
import type { Logger } from '../../logging/index.js';
import type { BrokerConnection, BrokerLink } from '../broker/link.js';
import { createStanding } from '../broker/standing.js';
import { connectionOptions } from './connection-options.js';
import type { JetStreamServers } from './options.js';

/** One connect to a server. */
export interface Link extends BrokerLink {
  readonly nats: NatsConnection;
  readonly client: JetStreamClient;
  readonly manager: JetStreamManager;
  readonly inboxPrefix: string | undefined;
}

export type Connection = BrokerConnection<Link>;

const firstRetryMs = 250;
const retryMsMax = 2_000;
const triesPerLine = 20;
const flushMsMax = 1_000;

/**
 * Connects for ever, from the first try on, and says so; nothing here throws because a broker is
 * away. What is written while it is away is not kept: callers look at `current()` first. Closing
 * sends what was written.
 */
export function createConnection(
  options: JetStreamServers & { readonly answerTimeoutMs: number },
  logger: Logger,
): Connection {
  const closing = new AbortController();
  const standing = createStanding<Link>();
  let count = 0;
  let lose = new AbortController();
  let lostAtMs = performance.now();

  async function goUp(nats: NatsConnection): Promise<void> {
    const timeout = options.answerTimeoutMs;
    const manager = await jetstreamManager(nats, { checkAPI: false, timeout });
    lose = new AbortController();
    setMaxListeners(0, lose.signal);
    count += 1;
    const awayMs = Math.round(performance.now() - lostAtMs);
    logger.info({ server: nats.getServer(), awayMs }, 'Connected to JetStream');
    const client = jetstream(nats, { timeout });
    const { inboxPrefix } = options;
    const losers = new Set<() => void>();
    standing.set({ nats, manager, client, inboxPrefix, lost: lose.signal, losers });
  }

  function goDown(): void {
    const link = standing.current();
    if (link === null) return;
    lostAtMs = performance.now();
    standing.set(null);
    lose.abort();
    for (const tell of link.losers) tell();
    if (closing.signal.aborted) return;
    logger.warn('The connection to JetStream was lost; trying again until it is back');
  }

  async function connectOnce(): Promise<NatsConnection | null> {
    let retryMs = firstRetryMs;
    for (let tries = 1; !closing.signal.aborted; tries += 1) {
      try {
        return await connect(connectionOptions(options));
      } catch (error) {
        const details = { err: error, servers: options.servers, tries };
        if (tries % triesPerLine === 1) logger.warn(details, 'JetStream is not there; trying on');
      }
      await systemClock.sleep(retryMs * (0.5 + Math.random()), closing.signal);
      retryMs = Math.min(2 * retryMs, retryMsMax);
    }
    return null;
  }

  async function live(nats: NatsConnection): Promise<void> {
    const statuses = nats.status();
    await goUp(nats);
    for await (const status of statuses) {
      if (status.type === 'disconnect') goDown();
      if (status.type === 'reconnect') await goUp(nats);
      if (status.type === 'error') logger.error({ err: status.error }, 'JetStream objects');
    }
    goDown();
  }

  let nats: NatsConnection | null = null;
  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      nats = await connectOnce();
      if (nats === null) return;
      if (closing.signal.aborted) await nats.close();
      else await live(nats);
    }
  }
  const running = run();

  return {
    current: standing.current,
    when: standing.when,
    count: () => count,
    async close() {
      closing.abort();
      const flushed = standing
        .current()
        ?.nats.flush()
        .catch(() => undefined);
      const enough = new AbortController();
      await Promise.race([flushed, systemClock.sleep(flushMsMax, enough.signal)]);
      enough.abort();
      await nats?.close();
      await running;
    },
  };
}
