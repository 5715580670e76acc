import { aggregateTypes } from '../../contracts/domain-event.js';
import { type Bus, PublishRefused, type Subscription } from '../port.js';
import { channelsOf } from './channels.js';
import { createConnection } from './connection.js';
import { consumeDurable } from './durable-consumer.js';
import { follow } from './follow.js';
import { askLastSequences } from './last-sequences.js';
import { defaults, type NatsStreamingBusOptions } from './options.js';
import { createOrigins } from './origin.js';
import { createPublish } from './publish.js';
import { createSignals } from './signals.js';

const notReadyRetryMs = 250;

/**
 * The bus on a NATS Streaming server, for those who still run one. It neither waits for the server
 * nor fails without it: it connects for ever, and `isReady` tells. Channels and durables are made
 * by their first use. The server must keep everything: see docs/adr/0008.
 */
export function createNatsStreamingBus(given: NatsStreamingBusOptions): Bus {
  const options = { ...defaults, ...given };
  const { logger, metrics } = options;
  logger.warn('NATS Streaming has been out of support since June 2023: JetStream is its successor');
  const channels = channelsOf(options);
  const closing = new AbortController();
  const connection = createConnection(options, logger, metrics);
  const origins = createOrigins({ connection, channels, logger });
  const publishOver = createPublish(channels);
  const subscriptions = new Set<Subscription>();
  const publishing = new Set<Promise<unknown>>();

  /** The link, if a publish has a chance now. */
  function linkNow() {
    const link = connection.current();
    if (closing.signal.aborted) throw new PublishRefused('The bus is closed', notReadyRetryMs);
    if (link !== null) return link;
    throw new PublishRefused('NATS Streaming is not connected', notReadyRetryMs);
  }

  /** Keeps what runs until it is stopped, so that `close` can. */
  function keep(subscription: Subscription): Subscription {
    subscriptions.add(subscription);
    return {
      ...subscription,
      async stop() {
        await subscription.stop();
        subscriptions.delete(subscription);
      },
    };
  }

  return {
    isShared: true,
    async publish(event) {
      const work = publishOver(linkNow(), event);
      const settled = work.finally(() => publishing.delete(settled));
      publishing.add(settled);
      return settled;
    },
    async subscribe(durable, handler) {
      const deps = { ...options, connection, channels };
      const parts = durable.aggregateTypes.map((type) =>
        consumeDurable(deps, durable, type, handler),
      );
      return keep({ stop: async () => void (await Promise.all(parts.map((part) => part.stop()))) });
    },
    async follow(types, since, listener, onGap = () => undefined) {
      const deps = { connection, channels, origins, logger, closing: closing.signal };
      return keep(await follow(deps, types, since, listener, onGap));
    },
    signals: createSignals({ connection, channels, closing: closing.signal, logger }),
    isReady: () => !closing.signal.aborted && connection.current() !== null,
    connections: connection.count,
    async storage() {
      const link = linkNow();
      try {
        const last = await askLastSequences(link, channels, aggregateTypes);
        const lastSequence = [...last.values()].reduce((sum, sequence) => sum + sequence, 0);
        return { origin: await origins.of(link), lastSequence };
      } catch (error) {
        throw new PublishRefused(String(error), notReadyRetryMs, { cause: error });
      }
    },
    // Its receipts tell no positions, so there is none to ask about.
    holds: async () => null,
    async close() {
      closing.abort();
      await Promise.all([...subscriptions].map((subscription) => subscription.stop()));
      await Promise.allSettled(publishing);
      await origins.stop();
      await connection.close();
    },
  };
}
