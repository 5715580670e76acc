import type { ClientSession, Model } from 'mongoose';
import type { Clock } from '../clock.js';
import type { DomainEvent } from '../contracts/domain-event.js';
import { findContext } from '../http/context.js';
import { type DomainEventId, newId } from '../ids.js';
import type { Database } from '../mongo/index.js';
import { traceparentOf } from '../tracing/causes.js';
import { partitionOf } from './partition.js';
import type { DomainEventDraft, Outbox } from './port.js';
import { dueAtOnce, type OutboxRow, outboxModel, outboxRows } from './row.model.js';
import { markWriter } from './writers.js';

export interface OutboxDependencies {
  readonly database: Database;
  readonly clock: Clock;
}

/**
 * The outbox of one service's database. `rows` is its model, for `ensureIndexes`.
 *
 * `add` throws a RangeError naming the field when a draft does not keep its contract, and the
 * driver's E11000 when the version of the aggregate was already announced.
 */
export function createOutbox(
  dependencies: OutboxDependencies,
): Outbox & { readonly rows: Model<OutboxRow> } {
  const { database, clock } = dependencies;
  return {
    rows: outboxModel(database),
    async add(session: ClientSession, drafts: readonly DomainEventDraft[]) {
      if (drafts.length === 0) return;
      const now = clock.now();
      const rows = drafts.map((draft) => toRow(draft, now));
      await outboxRows(database).insertMany(rows, { session, ordered: true });
      markWriter(session);
    },
  };
}

function toRow(draft: DomainEventDraft, occurredAt: Date): OutboxRow {
  const event = toDomainEvent(draft, occurredAt);
  return {
    _id: event.id,
    aggregateType: event.aggregateType,
    aggregateId: event.aggregateId,
    aggregateVersion: event.aggregateVersion,
    partition: partitionOf(event.aggregateId),
    event,
    occurredAt,
    pending: true,
    nextAttemptAt: dueAtOnce,
    attempts: { started: 0, finished: 0, failed: 0 },
  };
}

function toDomainEvent(draft: DomainEventDraft, occurredAt: Date): DomainEvent {
  const { contract, aggregateId, aggregateVersion } = draft;
  if (!Number.isSafeInteger(aggregateVersion) || aggregateVersion < 1) {
    throw new RangeError(`${contract.type} ${aggregateId} has no version ${aggregateVersion}`);
  }
  const parsed = contract.schema.safeParse(draft.data);
  if (!parsed.success) {
    throw new RangeError(`${contract.type} ${aggregateId} breaks its contract`, {
      cause: parsed.error,
    });
  }
  const id = newId<DomainEventId>();
  const context = findContext();
  const causationId = draft.causationId ?? context?.causationId;
  const traceparent = traceparentOf(causationId);
  return {
    id,
    type: contract.type,
    schemaVersion: contract.schemaVersion,
    aggregateType: contract.aggregateType,
    aggregateId,
    aggregateVersion,
    occurredAt: occurredAt.toISOString(),
    correlationId: draft.correlationId ?? context?.correlationId ?? id,
    causationId: causationId ?? id,
    ...(traceparent !== undefined && { traceparent }),
    data: parsed.data,
  };
}
