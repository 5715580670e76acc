import type { PaymentId } from '@marquee/common/ids';
import type { Database, Session } from '@marquee/common/mongo';
import { type Connection, type Model, Schema } from 'mongoose';

/** A payment whose money a bank has set aside: only its end is news to its buyer. */
interface AuthorisedRow {
  readonly _id: PaymentId;
}

const schema = new Schema<AuthorisedRow>(
  { _id: { type: String, required: true } },
  { versionKey: false },
);

export function authorisedModel(connection: Connection): Model<AuthorisedRow> {
  return connection.model<AuthorisedRow>('Authorised', schema, 'authorised_payments');
}

export interface PaymentRepository {
  authorised(session: Session, ids: readonly PaymentId[]): Promise<Set<string>>;
  remember(session: Session, ids: readonly PaymentId[]): Promise<void>;
}

export function createPaymentRepository({ connection }: Database): PaymentRepository {
  const rows = connection.collection<AuthorisedRow>(authorisedModel(connection).collection.name);
  return {
    async authorised(session, ids) {
      const found = await rows.find({ _id: { $in: [...ids] } }, { session }).toArray();
      return new Set(found.map((row) => row._id));
    },
    async remember(session, ids) {
      if (ids.length === 0) return;
      await rows.bulkWrite(
        ids.map((_id) => ({
          updateOne: { filter: { _id }, update: { $setOnInsert: { _id } }, upsert: true },
        })),
        { session, ordered: true },
      );
    },
  };
}
