import type { AggregateType } from '../../contracts/domain-event.js';
import type { Logger } from '../../logging/index.js';
import type { Metrics } from '../../metrics/index.js';
import type { DeliveryRounds } from '../delivery-rounds.js';
import type { Durable, UnreadableListener, Verdict } from '../port.js';
import { decodeEvent } from './event-codec.js';

export interface StoredMessage {
  readonly data: Uint8Array;
  /** Where the broker keeps it; never said of another message. */
  readonly place: string;
  readonly attempt: number;
}

export interface JudgeOptions {
  readonly durable: Durable;
  readonly aggregateType: AggregateType;
  readonly rounds: DeliveryRounds;
  readonly onUnreadable: UnreadableListener;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

const unreadableRetryMs = 1_000;
const textLengthMax = 10_000;

/** Says what becomes of a message: the consumer's verdict, or, of one nobody can read, ours. */
export function createJudge(options: JudgeOptions): (message: StoredMessage) => Promise<Verdict> {
  const { durable, aggregateType, rounds, onUnreadable, logger } = options;
  const malformed = options.metrics.counter(
    'bus_malformed_messages_total',
    'Messages that were no domain events, parked unread',
    ['durable'],
  );

  async function park({ place, data }: StoredMessage): Promise<Verdict> {
    const text = new TextDecoder().decode(data).slice(0, textLengthMax);
    const reason = `no domain event of ${aggregateType}`;
    try {
      await onUnreadable({ place, text, reason });
    } catch (error) {
      logger.warn({ err: error, place }, 'An unreadable message could not be parked; later again');
      return { kind: 'retry', afterMs: unreadableRetryMs, reason: String(error) };
    }
    malformed.inc({ durable: durable.name });
    logger.error({ place }, 'No domain event; nobody can read it');
    return { kind: 'park', reason };
  }

  return (message) => {
    const event = decodeEvent(message.data);
    // On a subject of its own kind, too: another service may not speak for its owner.
    if (event?.aggregateType !== aggregateType) return park(message);
    return rounds.submit({ event, attempt: message.attempt });
  };
}
