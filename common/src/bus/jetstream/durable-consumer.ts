import type { Msg } from '@nats-io/transport-node';
import type { AggregateType } from '../../contracts/domain-event.js';
import type { Logger } from '../../logging/index.js';
import type { Metrics } from '../../metrics/index.js';
import { createJudge } from '../broker/judge-message.js';
import { whileUp } from '../broker/while-up.js';
import { createDeliveryRounds, roundSizeMax } from '../delivery-rounds.js';
import type { Durable, Handler, Subscription, UnreadableListener, Verdict } from '../port.js';
import type { Connection, Link } from './connection.js';
import { deliveryInfoOf } from './delivery-info.js';
import { type Brought, ensureConsumer } from './ensure-consumer.js';
import { consumerConfigOf, type Layout } from './layout.js';
import { type Pull, startPull } from './pull.js';
import type { StreamWatch } from './stream-watch.js';
import { superviseOnStream } from './supervise-on-stream.js';
import { createVerdicts } from './verdicts.js';

export interface ConsumerDeps {
  readonly connection: Connection;
  readonly stream: StreamWatch;
  readonly layout: Layout;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly ackWaitMs: number;
  readonly inFlightMax: number;
  readonly answerTimeoutMs: number;
}

/** One round under way and the next one at hand. */
const heldMax = 2 * roundSizeMax;

/**
 * Brings a durable the events of one aggregate type in rounds, one under way at a time, so that
 * versions cannot overtake each other within this process.
 */
export function consumeDurable(
  deps: ConsumerDeps,
  durable: Durable,
  aggregateType: AggregateType,
  handler: Handler,
  onUnreadable: UnreadableListener,
): Subscription {
  const logger = deps.logger.child({ durable: durable.name, aggregateType });
  const config = consumerConfigOf(deps.layout, durable.name, aggregateType, deps);
  let isStopping = false;
  let last: Brought | null = null;
  let madeAt = '';
  const rounds = createDeliveryRounds(() => (isStopping ? null : handler), logger);
  const judgeStored = createJudge({
    ...deps,
    durable,
    aggregateType,
    rounds,
    onUnreadable,
    logger,
  });

  async function judge(message: Msg): Promise<Verdict> {
    const info = deliveryInfoOf(message);
    if (info === null) return { kind: 'park', reason: 'not a delivery of JetStream' };
    const { streamSequence, storedAt, attempt } = info;
    if (last?.madeAt !== madeAt || streamSequence > last.sequence) {
      last = { sequence: streamSequence, storedAt, madeAt };
    }
    const place = `${deps.layout.streamName} ${streamSequence} of ${storedAt.toISOString()}`;
    return judgeStored({ data: message.data, place, attempt });
  }

  async function work(link: Link, signal: AbortSignal): Promise<string> {
    const ensuring = ensureConsumer(link.manager, deps.layout.streamName, config, last);
    const { info, isNew, ahead, changed } = await whileUp(link, ensuring);
    madeAt = info.created;
    if (isNew) logger.info('The consumer was not there and has been made');
    if (ahead === 'remade') {
      logger.warn('The consumer stood ahead of the stream, and was made again');
    }
    if (ahead === 'undeletable') {
      logger.error('The consumer stands ahead of the stream, and this user may not delete it');
    }
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

  const supervised = superviseOnStream({ ...deps, logger, work });
  return {
    async stop() {
      isStopping = true;
      await supervised.stop();
      await rounds.drain();
    },
  };
}
