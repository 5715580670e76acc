import { type Model, type mongo, Schema } from 'mongoose';
import type { DomainEvent } from '../contracts/domain-event.js';
import type { Database } from '../mongo/index.js';

/** A domain event that a consumer has dealt with. `_id` is `consumer:eventId`. */
export interface InboxRow {
  readonly _id: string;
  readonly at: Date;
}

/** The last version a consumer applied. `_id` is `consumer:aggregateType:aggregateId`. */
export interface InboxVersion {
  readonly _id: string;
  readonly version: number;
}

/** What failed so far, outside of any transaction. `_id` is `consumer:eventId`. */
export interface InboxFailure {
  readonly _id: string;
  readonly attempts: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** A delivery that was given up until a person looks. `_id` is `consumer:eventId`. */
export interface ParkedDelivery {
  readonly _id: string;
  readonly consumer: string;
  readonly event: DomainEvent;
  readonly reason: string;
  readonly stack: string | null;
  readonly attempts: number;
  readonly at: Date;
}

const daySeconds = 24 * 3_600;
/** Longer than any replay reaches back (published outbox rows are kept 7 days). */
const retentionSeconds = 14 * daySeconds;

const rowSchema = new Schema({ _id: String, at: Date }, { versionKey: false });
rowSchema.index({ at: 1 }, { expireAfterSeconds: retentionSeconds });

const versionSchema = new Schema({ _id: String, version: Number }, { versionKey: false });

const failureSchema = new Schema(
  { _id: String, attempts: Number, firstAt: Date, lastAt: Date },
  { versionKey: false },
);
failureSchema.index({ lastAt: 1 }, { expireAfterSeconds: daySeconds });

const parkedSchema = new Schema(
  {
    _id: String,
    consumer: String,
    event: Schema.Types.Mixed,
    reason: String,
    stack: String,
    attempts: Number,
    at: Date,
  },
  { versionKey: false },
);
parkedSchema.index({ consumer: 1, at: 1 });

const schemas = {
  inbox: rowSchema,
  inbox_versions: versionSchema,
  inbox_failures: failureSchema,
  inbox_parked: parkedSchema,
};

/** The models of a service's inbox, for `ensureIndexes`. */
export function inboxModels({ connection }: Database): Model<unknown>[] {
  return Object.entries(schemas).map(([name, schema]) => {
    const existing = connection.models[name] as Model<unknown> | undefined;
    return existing ?? (connection.model(name, schema, name) as unknown as Model<unknown>);
  });
}

export interface InboxCollections {
  readonly rows: mongo.Collection<InboxRow>;
  readonly versions: mongo.Collection<InboxVersion>;
  readonly failures: mongo.Collection<InboxFailure>;
  readonly parked: mongo.Collection<ParkedDelivery>;
}

/** The driver's own collections: documents would only cost time here. */
export function inboxCollections(database: Database): InboxCollections {
  const { db } = database.connection;
  if (db === undefined) throw new Error(`${database.name} is not connected`);
  return {
    rows: db.collection<InboxRow>('inbox'),
    versions: db.collection<InboxVersion>('inbox_versions'),
    failures: db.collection<InboxFailure>('inbox_failures'),
    parked: db.collection<ParkedDelivery>('inbox_parked'),
  };
}
