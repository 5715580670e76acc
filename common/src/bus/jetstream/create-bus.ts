import type { DomainEvent } from '../../contracts/domain-event.js';
import { createOpenWork, together } from '../broker/open-work.js';
import { createSignals } from '../broker/signals.js';
import { whileUp } from '../broker/while-up.js';
import { type Bus, type PublishOptions, type PublishReceipt, PublishRefused } from '../port.js';
import { createConnection, type Link } from './connection.js';
import { consumeDurable } from './durable-consumer.js';
import { isFull, isStreamMissing } from './errors.js';
import { followAll } from './followers.js';
import { holdsMessage } from './holds-message.js';
import { createLagWatch } from './lag-watch.js';
import { layoutOf } from './layout.js';
import { defaults, type JetStreamBusOptions } from './options.js';
import { createPublish } from './publish.js';
import { refusalOf } from './refusal.js';
import { storedBefore } from './stored-before.js';
import { createStreamGauges } from './stream-gauges.js';
import { createStreamWatch } from './stream-watch.js';

const notReadyRetryMs = 250;

/**
 * The bus on a NATS server with JetStream, from 2.9 on. It neither waits for the broker nor fails
 * without it: it connects for ever, makes the stream if it may, and `isReady` tells. Everything it
 * stands on may be deleted or wiped while it runs; it is made again.
 */
export function createJetStreamBus(given: JetStreamBusOptions): Bus {
  const options = { ...defaults, ...given };
  const { logger, metrics } = options;
  const layout = layoutOf(given);
  const closing = new AbortController();
  const connection = createConnection(options, logger);
  const onInfo = createStreamGauges(metrics, logger);
  const stream = createStreamWatch({ ...options, connection, layout, onInfo });
  const lag = createLagWatch({ ...options, connection, layout, everyMs: options.watchEveryMs });
  const publishOver = createPublish(layout, metrics, stream.doubt);
  const work = createOpenWork();

  /** The link, if a publish has a chance now. */
  function linkNow() {
    const link = connection.current();
    if (closing.signal.aborted) throw new PublishRefused('The bus is closed', notReadyRetryMs);
    if (link === null) throw new PublishRefused('JetStream is not connected', notReadyRetryMs);
    return link;
  }

  /** A question about the stream. */
  async function ask<Answer>(question: (link: Link) => Promise<Answer>): Promise<Answer> {
    const link = linkNow();
    try {
      return await whileUp(link, question(link));
    } catch (error) {
      if (isStreamMissing(error)) stream.doubt();
      throw refusalOf(error);
    }
  }

  async function publish(event: DomainEvent, how: PublishOptions): Promise<PublishReceipt> {
    const link = linkNow();
    if (!stream.isThere()) throw new PublishRefused('The stream is not there', notReadyRetryMs);
    try {
      return await publishOver(link, event, how);
    } catch (error) {
      if (isStreamMissing(error) || isFull(error)) stream.doubt();
      throw refusalOf(error);
    }
  }

  return {
    isShared: true,
    publish: (event, how = {}) => work.track(publish(event, how)),
    async subscribe(durable, handler, onUnreadable = async () => undefined) {
      lag.add(durable);
      const deps = { ...options, connection, stream, layout };
      const parts = durable.aggregateTypes.map((type) =>
        consumeDurable(deps, durable, type, handler, onUnreadable),
      );
      return work.keep(together(parts));
    },
    async follow(aggregateTypes, since, listener, onGap = () => undefined) {
      const deps = { connection, stream, layout, logger, closing: closing.signal };
      return work.keep(await followAll(deps, aggregateTypes, since, listener, onGap));
    },
    signals: createSignals({
      ...{ connection, closing: closing.signal, logger },
      send: ({ nats }, topic, bytes) => nats.publish(layout.signalOf(topic), bytes),
      listen({ nats }, topic, receive) {
        const subscription = nats.subscribe(layout.signalOf(topic), {
          callback: (error, message) => {
            if (error === null) receive(message.data);
            else logger.error({ err: error, topic }, 'A signal was not taken');
          },
        });
        return () => subscription.unsubscribe();
      },
    }),
    isReady: () => !closing.signal.aborted && connection.current() !== null && stream.isThere(),
    connections: () => connection.count() + stream.losses(),
    async storage() {
      const { created, state } = await ask(({ manager }) =>
        manager.streams.info(layout.streamName),
      );
      const { first_seq: firstSequence, last_seq: lastSequence } = state;
      return { origin: created, firstSequence, lastSequence };
    },
    holds: (sequence, eventId) =>
      ask(({ manager }) => holdsMessage(manager, layout, { sequence, eventId })),
    storedBefore: (time) => ask(({ manager }) => storedBefore(manager, layout, time)),
    heldSince: async () => null,
    async close() {
      closing.abort();
      await work.end();
      await Promise.all([stream.close(), lag.close()]);
      await connection.close();
    },
  };
}
