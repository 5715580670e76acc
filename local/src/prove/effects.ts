import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import type { Database, Session } from '@marquee/common/mongo';
import { eventHash } from '../ledger/event-hash.js';
import type { HeardEvent } from '../ledger/ledger.js';

/** Counts the effects of one consumer and aggregate; `_id` names both. */
interface PositionRow {
  readonly _id: string;
  readonly count: number;
}

/**
 * The auditor's only effect: one row, in the transaction of `session`. Deliberately without a
 * unique key, so that a second effect of one event would be seen.
 */
export async function recordEffect(
  { connection }: Database,
  consumer: string,
  session: Session,
  event: DomainEvent,
): Promise<void> {
  const { id: eventId, aggregateType, aggregateId, aggregateVersion } = event;
  const counted = await connection
    .collection<PositionRow>('positions')
    .findOneAndUpdate(
      { _id: `${consumer}:${aggregateType}:${aggregateId}` },
      { $inc: { count: 1 } },
      { session, upsert: true, returnDocument: 'after' },
    );
  const effect: HeardEvent = {
    ...{ consumer, eventId, aggregateType, aggregateId, aggregateVersion },
    hash: eventHash(event),
    position: counted?.count ?? 0,
  };
  await connection.collection<HeardEvent>('effects').insertOne({ ...effect }, { session });
}
