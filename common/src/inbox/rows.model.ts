import { type Model, type mongo, Schema } from 'mongoose';
import type { Database } from '../mongo/index.js';
import type {
  ConsumerBirth,
  DeferredDelivery,
  InboxFailure,
  InboxRow,
  InboxVersion,
  ParkedDelivery,
  UnreadableDelivery,
  WaitingDelivery,
} from './rows.js';

const daySeconds = 24 * 3_600;
/** Longer than any replay reaches back (published outbox rows are kept 7 days). */
export const retentionSeconds = 14 * daySeconds;
const { Mixed } = Schema.Types;

const rowSchema = new Schema({ _id: String, at: Date }, { versionKey: false });
rowSchema.index({ at: 1 }, { expireAfterSeconds: retentionSeconds });

const versionSchema = new Schema(
  { _id: String, version: Number, base: Number },
  { versionKey: false },
);

const waitingSchema = new Schema(
  { _id: String, consumer: String, key: String, version: Number, event: Mixed, at: Date },
  { versionKey: false },
);
waitingSchema.index({ key: 1, version: 1 }, { unique: true });
waitingSchema.index({ consumer: 1, at: 1 });

const deferredSchema = new Schema(
  {
    ...{ _id: String, consumer: String, event: Mixed, waitsFor: String, reason: String },
    ...{ tries: Number, at: Date, seenAt: Date, dueAt: Date, claimedBy: String },
  },
  { versionKey: false },
);
deferredSchema.index({ consumer: 1, dueAt: 1 });
deferredSchema.index({ consumer: 1, waitsFor: 1 });

const birthSchema = new Schema({ _id: String, at: Date }, { versionKey: false });

const failureSchema = new Schema(
  { _id: String, attempts: Number, firstAt: Date, lastAt: Date, unfinishedBy: [String] },
  { versionKey: false },
);
failureSchema.index({ lastAt: 1 }, { expireAfterSeconds: daySeconds });

const parkedSchema = new Schema(
  {
    _id: String,
    consumer: String,
    event: Mixed,
    reason: String,
    stack: String,
    attempts: Number,
    at: Date,
  },
  { versionKey: false },
);
parkedSchema.index({ consumer: 1, at: 1 });

const unreadableSchema = new Schema(
  {
    ...{ _id: String, consumer: String, place: String, text: String, reason: String },
    at: Date,
  },
  { versionKey: false },
);
unreadableSchema.index({ consumer: 1, at: 1 });

const schemas = {
  inbox: rowSchema,
  inbox_versions: versionSchema,
  inbox_waiting: waitingSchema,
  inbox_deferred: deferredSchema,
  inbox_births: birthSchema,
  inbox_failures: failureSchema,
  inbox_parked: parkedSchema,
  inbox_unreadable: unreadableSchema,
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
  readonly waiting: mongo.Collection<WaitingDelivery>;
  readonly deferred: mongo.Collection<DeferredDelivery>;
  readonly births: mongo.Collection<ConsumerBirth>;
  readonly failures: mongo.Collection<InboxFailure>;
  readonly parked: mongo.Collection<ParkedDelivery>;
  readonly unreadable: mongo.Collection<UnreadableDelivery>;
}

/** The driver's own collections: documents would only cost time here. */
export function inboxCollections(database: Database): InboxCollections {
  const { db } = database.connection;
  if (db === undefined) throw new Error(`${database.name} is not connected`);
  return {
    rows: db.collection<InboxRow>('inbox'),
    versions: db.collection<InboxVersion>('inbox_versions'),
    waiting: db.collection<WaitingDelivery>('inbox_waiting'),
    deferred: db.collection<DeferredDelivery>('inbox_deferred'),
    births: db.collection<ConsumerBirth>('inbox_births'),
    failures: db.collection<InboxFailure>('inbox_failures'),
    parked: db.collection<ParkedDelivery>('inbox_parked'),
    unreadable: db.collection<UnreadableDelivery>('inbox_unreadable'),
  };
}
