import type { Message } from 'node-nats-streaming';
import type { AggregateType } from '../../contracts/domain-event.js';
import type { Metrics } from '../../metrics/index.js';
import { createRounds } from '../../rounds/index.js';
import { decodeEvent } from '../event-codec.js';
import type { Delivery, Durable, Handler, Subscription, Verdict } from '../port.js';
import { aborted } from './aborted.js';
import { subscribeTo } from './channel-subscription.js';
import type { Channels } from './channels.js';
import type { Connection } from './connection.js';
import { createHeldDeliveries } from './held-deliveries.js';
import type { Link } from './link.js';
import type { CompleteOptions } from './options.js';
import { supervise } from './supervise.js';

export interface ConsumerDeps extends CompleteOptions {
  readonly connection: Connection;
  readonly channels: Channels;
}

/** Enough to make a thousand events cost few transactions; small enough to answer at once. */
const roundSizeMax = 128;
const crashRetryMs = 500;

/**
 * Brings a durable the events of one aggregate type in rounds, one under way at a time. Its queue
 * group and its durable share the name, so that the server keeps its place while nobody is there.
 */
export function consumeDurable(
  deps: ConsumerDeps,
  durable: Durable,
  aggregateType: AggregateType,
  handler: Handler,
): Subscription {
  const logger = deps.logger.child({ durable: durable.name, aggregateType });
  const malformed = malformedCounter(deps.metrics);
  const rounds = createRounds<Delivery, Verdict>({
    sizeMax: roundSizeMax,
    underWayMax: 1,
    serve: serveRound,
  });
  let isStopping = false;

  async function serveRound(deliveries: readonly Delivery[]): Promise<readonly Verdict[]> {
    if (isStopping) return retryAll(deliveries, 'this process stops');
    try {
      const verdicts = await handler(deliveries);
      if (verdicts.length === deliveries.length) return verdicts;
      throw new RangeError(`${deliveries.length} deliveries, ${verdicts.length} verdicts`);
    } catch (error) {
      logger.error({ err: error }, 'A consumer crashed; it is asked again');
      return retryAll(deliveries, String(error));
    }
  }

  function decode(message: Message) {
    const event = decodeEvent(message.getRawData());
    if (event !== null) return event;
    malformed.inc({ durable: durable.name });
    const sequence = message.getSequence();
    logger.error(
      { channel: message.getSubject(), sequence },
      'No domain event; nobody can read it',
    );
    return null;
  }

  async function work(link: Link, signal: AbortSignal): Promise<void> {
    const { lost } = link;
    const deliveries = createHeldDeliveries({ decode, judge: rounds.submit, signal, lost });
    const subscription = await subscribeTo(link, {
      ...deps,
      channel: deps.channels.of(aggregateType),
      durableName: durable.name,
      startAt: 'first',
      take: deliveries.take,
    });
    await aborted(signal);
    await deliveries.drain();
    // Closed, not unsubscribed: that would end the durable with its last member.
    await subscription.close();
  }

  const supervised = supervise({ ...deps, logger, work });
  return {
    async stop() {
      isStopping = true;
      await supervised.stop();
      await rounds.drain();
    },
  };
}

function malformedCounter(metrics: Metrics) {
  return metrics.counter(
    'bus_malformed_messages_total',
    'Messages that were no domain events, acknowledged unread',
    ['durable'],
  );
}

function retryAll(deliveries: readonly Delivery[], reason: string): Verdict[] {
  return deliveries.map(() => ({ kind: 'retry', afterMs: crashRetryMs, reason }));
}
