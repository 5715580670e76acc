import { aggregateTypes } from '../../contracts/domain-event.js';
import { createOpenWork, together } from '../broker/open-work.js';
import { createSignals } from '../broker/signals.js';
import { type Bus, PublishRefused } from '../port.js';
import { channelsOf } from './channels.js';
import { createConnection } from './connection.js';
import { consumeDurable } from './durable-consumer.js';
import { follow } from './follow.js';
import { heldSince } from './held-since.js';
import type { Link } from './link.js';
import { defaults, type NatsStreamingBusOptions } from './options.js';
import { createPublish } from './publish.js';
import { renewOrigin } from './renew-origin.js';
import { sendPlain } from './send.js';
import { survey } from './survey.js';

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
  const renewing = renewOrigin({ connection, channels, logger });
  const publishOver = createPublish(channels);
  const work = createOpenWork();

  /** The link, if a publish has a chance now. */
  function linkNow() {
    const link = connection.current();
    if (closing.signal.aborted) throw new PublishRefused('The bus is closed', notReadyRetryMs);
    if (link !== null) return link;
    throw new PublishRefused('NATS Streaming is not connected', notReadyRetryMs);
  }

  /** What the server says of its storage, or the reason to ask again. */
  async function ask<Answer>(question: (link: Link) => Promise<Answer>): Promise<Answer> {
    const link = linkNow();
    try {
      return await question(link);
    } catch (error) {
      throw new PublishRefused(String(error), notReadyRetryMs, { cause: error });
    }
  }

  return {
    isShared: true,
    publish: async (event) => work.track(publishOver(linkNow(), event)),
    async subscribe(durable, handler, onUnreadable = async () => undefined) {
      const deps = { ...options, connection, channels };
      const parts = durable.aggregateTypes.map((type) =>
        consumeDurable(deps, durable, type, handler, onUnreadable),
      );
      return work.keep(together(parts));
    },
    async follow(types, since, listener, onGap = () => undefined) {
      const deps = { connection, channels, logger, closing: closing.signal };
      return work.keep(await follow(deps, types, since, listener, onGap));
    },
    signals: createSignals({
      ...{ connection, closing: closing.signal, logger },
      send: (link, topic, bytes) => sendPlain(link, channels.signal(topic), Buffer.from(bytes)),
      listen({ core }, topic, receive) {
        // The connection below is binary: bytes come as a text of as many characters. Where it is
        // closed the library hands its error to who would have listened.
        const take = (bytes: string | Error) => {
          if (typeof bytes === 'string') receive(Buffer.from(bytes, 'binary'));
        };
        const id = core.subscribe(channels.signal(topic), take);
        return () => core.unsubscribe(id);
      },
    }),
    isReady: () => !closing.signal.aborted && connection.current() !== null,
    connections: connection.count,
    storage: () =>
      ask(async (link) => {
        const { origin, last } = await survey(link, channels, aggregateTypes);
        const lastSequence = [...last.values()].reduce((sum, sequence) => sum + sequence, 0);
        return { origin, lastSequence };
      }),
    // Its receipts tell no positions, so there is none to ask about.
    holds: async () => null,
    storedBefore: async () => 0,
    heldSince: (types, since) => ask((link) => heldSince(link, channels, types, since)),
    async close() {
      closing.abort();
      await work.end();
      await renewing.stop();
      await connection.close();
    },
  };
}
