import type { Database } from '@marquee/common/mongo';
import { type ClientSession, type Connection, type Model, Schema } from 'mongoose';
import type { Answer } from '../http/answer.js';

/** The first answer that was given under an idempotency key. */
export interface StoredAnswer extends Answer {
  readonly _id: string;
  /** Of method, path and parameters: another request under the same key is an error. */
  readonly fingerprint: string;
  readonly storedAt: Date;
}

const schema = new Schema<StoredAnswer>(
  {
    _id: { type: String, required: true },
    fingerprint: String,
    storedAt: Date,
    status: Number,
    body: { type: Schema.Types.Mixed },
  },
  { versionKey: false, minimize: false },
);

export function idempotencyModel(connection: Connection): Model<StoredAnswer> {
  return connection.model<StoredAnswer>('Idempotency', schema, 'idempotency');
}

export interface IdempotencyRepository {
  find(key: string, session: ClientSession): Promise<StoredAnswer | null>;
  save(answer: StoredAnswer, session: ClientSession): Promise<void>;
}

export function createIdempotencyRepository(database: Database): IdempotencyRepository {
  const rows = idempotencyModel(database.connection);
  return {
    find: (key, session) => rows.findById(key).session(session).lean<StoredAnswer | null>(),
    async save({ _id, ...answer }, session) {
      await rows.replaceOne({ _id }, { _id, ...answer }, { upsert: true, session });
    },
  };
}
