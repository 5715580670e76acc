import { type Model, type mongo, Schema } from 'mongoose';
import type { AggregateType, DomainEvent } from '../contracts/domain-event.js';
import type { DomainEventId } from '../ids.js';
import type { Database } from '../mongo/index.js';

/** One domain event on its way out. */
export interface OutboxRow {
  /** The domain event's id. */
  readonly _id: DomainEventId;
  readonly aggregateType: AggregateType;
  readonly aggregateId: string;
  readonly aggregateVersion: number;
  readonly partition: number;
  readonly event: DomainEvent;
  readonly occurredAt: Date;
  /** Present until the row is published or parked: what is done leaves the relay's index. */
  readonly pending?: true;
  /** On the database's clock; `dueAtOnce` until a try was put off. */
  readonly nextAttemptAt: Date;
  readonly attempts: OutboxAttempts;
  readonly publishedAt?: Date;
  /** The broker's position, where it has one, or a higher one: that of its batch's last row. */
  readonly sequence?: number;
  /** The same or a lower one: that of its batch's first row. */
  readonly lowestSequence?: number;
  /** The operator's run that sends it again; unset when done. */
  readonly replay?: string;
  /** It was published before, to a broker that may not have it: its age is not our delay. */
  readonly isRepeated?: true;
  readonly parkedAt?: Date;
  readonly reason?: string;
}

export interface OutboxAttempts {
  /** Tries begun; one that killed its process never finishes. */
  readonly started: number;
  readonly finished: number;
  /** Those that ended in something unexpected; they lead to parking. */
  readonly failed: number;
}

/** New rows carry no writer's clock: a skewed one must not delay them. */
export const dueAtOnce = new Date(0);

const retentionSeconds = 7 * 24 * 3_600;
export const retentionMs = retentionSeconds * 1_000;

const schema = new Schema(
  {
    _id: String,
    aggregateType: String,
    aggregateId: String,
    aggregateVersion: Number,
    partition: Number,
    event: Schema.Types.Mixed,
    occurredAt: Date,
    pending: Boolean,
    nextAttemptAt: Date,
    attempts: { started: Number, finished: Number, failed: Number },
    publishedAt: Date,
    sequence: Number,
    lowestSequence: Number,
    replay: String,
    isRepeated: Boolean,
    parkedAt: Date,
    reason: String,
  },
  { versionKey: false },
);

schema.index({ aggregateType: 1, aggregateId: 1, aggregateVersion: 1 }, { unique: true });
// What the relay reads, in its order. A million published rows add nothing to it.
schema.index(
  { pending: 1, nextAttemptAt: 1, _id: 1, partition: 1 },
  { partialFilterExpression: { pending: true } },
);
schema.index({ parkedAt: 1 }, { partialFilterExpression: { parkedAt: { $exists: true } } });
// Only rows that were published have the field, so nothing unsent can ever be removed.
schema.index({ publishedAt: 1 }, { expireAfterSeconds: retentionSeconds });

/** The model, for `ensureIndexes`. Rows are written by `outbox.add` only. */
export function outboxModel({ connection }: Database): Model<OutboxRow> {
  const existing = connection.models['OutboxRow'] as Model<OutboxRow> | undefined;
  return existing ?? connection.model<OutboxRow>('OutboxRow', schema, 'outbox');
}

/** The driver's own collection: the relay's path has no use for documents. */
export function outboxRows(database: Database): mongo.Collection<OutboxRow> {
  const { db } = database.connection;
  if (db === undefined) throw new Error(`${database.name} is not connected`);
  return db.collection<OutboxRow>('outbox');
}
