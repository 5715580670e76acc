import type { Database } from '@marquee/common/mongo';
import { type ClientSession, type Connection, type Model, Schema } from 'mongoose';
import type { SandboxIntent } from '../intents/intent.js';

const schema = new Schema<SandboxIntent>(
  {
    _id: { type: String, required: true },
    clientSecret: String,
    amount: Number,
    currency: String,
    status: String,
    captureMethod: String,
    description: String,
    metadata: { type: Schema.Types.Mixed },
    automaticPaymentMethods: { type: Schema.Types.Mixed },
    paymentMethod: String,
    lastPaymentError: { type: Schema.Types.Mixed },
    challenge: { type: Schema.Types.Mixed },
    returnUrl: String,
    amountReceived: Number,
    createdAt: Date,
    canceledAt: Date,
    cancellationReason: String,
  },
  { versionKey: false, minimize: false },
);

export function intentModel(connection: Connection): Model<SandboxIntent> {
  return connection.model<SandboxIntent>('Intent', schema, 'intents');
}

export interface IntentPage {
  readonly createdFrom?: Date;
  readonly createdBefore?: Date;
  readonly startingAfter?: string | undefined;
  readonly endingBefore?: string | undefined;
  readonly limit: number;
}

/** Ids are in the order of creation, so a page is a range of ids, newest first. */
export interface IntentRepository {
  find(id: string, session?: ClientSession): Promise<SandboxIntent | null>;
  save(intent: SandboxIntent, session: ClientSession): Promise<void>;
  list(page: IntentPage): Promise<{ intents: readonly SandboxIntent[]; hasMore: boolean }>;
}

export function createIntentRepository(database: Database): IntentRepository {
  const rows = intentModel(database.connection);
  return {
    find: (id, session) =>
      rows
        .findById(id)
        .session(session ?? null)
        .lean<SandboxIntent | null>(),
    async save({ _id, ...intent }, session) {
      await rows.replaceOne({ _id }, { _id, ...intent }, { upsert: true, session });
    },
    async list({ createdFrom, createdBefore, startingAfter, endingBefore, limit }) {
      const created = {
        ...(createdFrom !== undefined && { $gte: createdFrom }),
        ...(createdBefore !== undefined && { $lt: createdBefore }),
      };
      const id = {
        ...(startingAfter !== undefined && { $lt: startingAfter }),
        ...(endingBefore !== undefined && { $gt: endingBefore }),
      };
      const backwards = endingBefore !== undefined;
      const found = await rows
        .find({
          ...(Object.keys(created).length > 0 && { createdAt: created }),
          ...(Object.keys(id).length > 0 && { _id: id }),
        })
        .sort({ _id: backwards ? 1 : -1 })
        .limit(limit + 1)
        .lean<SandboxIntent[]>();
      const page = found.slice(0, limit);
      return { intents: backwards ? page.reverse() : page, hasMore: found.length > limit };
    },
  };
}
