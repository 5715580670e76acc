import type { Msg } from '@nats-io/transport-node';
import type { AggregateType } from '../../contracts/domain-event.js';
import type { Logger } from '../../logging/index.js';
import { createRounds } from '../../rounds/index.js';
import { decodeEvent } from '../event-codec.js';
import type { Delivery, Durable, Handler, Subscription, Verdict } from '../port.js';
import type { Connection, Link } from './connection.js';
import { deliveryInfoOf } from './delivery-info.js';
import { ensureConsumer } from './ensure-consumer.js';
import { consumerConfigOf, type Layout } from './layout.js';
import { type Pull, startPull } from './pull.js';
import type { StreamWatch } from './stream-watch.js';
import { supervise } from './supervise.js';
import { createVerdicts } from './verdicts.js';
import { whileUp } from './while-up.js';

export interface ConsumerDeps {
  readonly connection: Connection;
  readonly stream: StreamWatch;
  readonly layout: Layout;
  readonly logger: Logger;
  readonly ackWaitMs: number;
  readonly inFlightMax: number;
  readonly answerTimeoutMs: number;
}

/** Enough to make a thousand events cost few transactions; small enough to answer at once. */
const roundSizeMax = 128;
/** One round under way and the next one at hand. */
const heldMax = 2 * roundSizeMax;
const crashRetryMs = 500;
const stoppingRetryMs = 50;

/**
 * Brings a durable the events of one aggregate type in rounds, one under way at a time, so that
 * versions cannot overtake each other within this process.
 */
export function consumeDurable(
  deps: ConsumerDeps,
  durable: Durable,
  aggregateType: AggregateType,
  handler: Handler,
): Subscription {
  const logger = deps.logger.child({ durable: durable.name, aggregateType });
  const config = consumerConfigOf(deps.layout, durable.name, aggregateType, deps);
  const rounds = createRounds<Delivery, Verdict>({
    sizeMax: roundSizeMax,
    underWayMax: 1,
    serve: serveRound,
  });
  let isStopping = false;

  async function serveRound(deliveries: readonly Delivery[]): Promise<readonly Verdict[]> {
    if (isStopping) return retryAll(deliveries, stoppingRetryMs, 'this process stops');
    try {
      const verdicts = await handler(deliveries);
      if (verdicts.length === deliveries.length) return verdicts;
      throw new RangeError(`${deliveries.length} deliveries, ${verdicts.length} verdicts`);
    } catch (error) {
      logger.error({ err: error }, 'A consumer crashed; it is asked again');
      return retryAll(deliveries, crashRetryMs, String(error));
    }
  }

  async function judge(message: Msg): Promise<Verdict> {
    const event = decodeEvent(message.data);
    const info = deliveryInfoOf(message);
    if (event !== null && info !== null) return rounds.submit({ event, attempt: info.attempt });
    logger.error({ subject: message.subject }, 'No domain event; nobody could ever read it');
    return { kind: 'park', reason: 'not a domain event' };
  }

  async function work(link: Link, signal: AbortSignal): Promise<string> {
    const ensuring = ensureConsumer(link.manager, deps.layout.streamName, config);
    const { isNew, ahead, changed } = await whileUp(link, ensuring);
    if (isNew) logger.info('The consumer was not there and has been made');
    if (ahead !== 'no') logger.warn({ outcome: ahead }, 'The consumer stood ahead of the stream');
    if (changed.length > 0) logger.info({ changed }, 'The consumer has been brought up to date');
    const verdicts = createVerdicts({ ...deps, link, logger });
    async function take(message: Msg): Promise<void> {
      verdicts.hold(message);
      verdicts.settle(message, await judge(message));
      pull.wake();
    }
    const pull: Pull = startPull({
      link,
      signal,
      streamName: deps.layout.streamName,
      consumerName: config.durable_name,
      room: () => (verdicts.held() > roundSizeMax ? 0 : heldMax - verdicts.held()),
      take: (message) => void take(message),
    });
    const reason = await pull.ended;
    // Only a wish to stop leaves the consumer as it was.
    if (!signal.aborted) verdicts.mute();
    await pull.stop();
    await rounds.drain();
    await verdicts.close();
    return reason;
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

function retryAll(deliveries: readonly Delivery[], afterMs: number, reason: string): Verdict[] {
  return deliveries.map(() => ({ kind: 'retry', afterMs, reason }));
}
