import type { DomainEvent } from '../../contracts/domain-event.js';
import type { Database } from '../../mongo/index.js';
import { partitionOf } from '../partition.js';
import { dueAtOnce, outboxRows } from '../row.model.js';

/**
 * Makes outbox rows of events whose rows were removed after their seven days: a parked delivery
 * keeps its event longer than that. Answers how many were missing.
 */
export async function putBackRows(
  database: Database,
  events: readonly DomainEvent[],
  runId: string,
): Promise<number> {
  if (events.length === 0) return 0;
  const operations = events.map((event) => {
    const { id: _id, aggregateType, aggregateId, aggregateVersion } = event;
    const row = {
      ...{ aggregateType, aggregateId, aggregateVersion, event },
      partition: partitionOf(aggregateId),
      occurredAt: new Date(event.occurredAt),
      pending: true as const,
      replay: runId,
      nextAttemptAt: dueAtOnce,
      attempts: { started: 0, finished: 0, failed: 0 },
    };
    return { updateOne: { filter: { _id }, update: { $setOnInsert: row }, upsert: true } };
  });
  const { upsertedCount } = await outboxRows(database).bulkWrite(operations, { ordered: false });
  return upsertedCount;
}
