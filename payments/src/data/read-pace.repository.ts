import type { Database } from '@marquee/common/mongo';
import { type Connection, type Model, Schema } from 'mongoose';

interface PaceRow {
  readonly _id: string;
  readonly second: number;
  readonly used: number;
  readonly granted: number;
}

const schema = new Schema<PaceRow>(
  { _id: String, second: Number, used: Number, granted: Number },
  { versionKey: false },
);

export function paceModel(connection: Connection): Model<PaceRow> {
  return connection.model<PaceRow>('Pace', schema, 'pace');
}

/** All replicas together re-read at most so many objects a second: Stripe's limits are one pot. */
export interface ReadPace {
  /** How many of `wanted` re-reads may be made now. */
  take(wanted: number): Promise<number>;
}

export function createReadPace(database: Database, readsPerSecondMax: number): ReadPace {
  const rows = paceModel(database.connection);
  const thisSecond = { $toLong: { $divide: [{ $toLong: '$$NOW' }, 1000] } };
  return {
    async take(wanted) {
      const used = { $cond: [{ $eq: ['$second', thisSecond] }, '$used', 0] };
      const row = await rows
        .findOneAndUpdate(
          { _id: 'stripe-reads' },
          [
            { $set: { used, second: thisSecond } },
            { $set: { granted: { $min: [wanted, { $subtract: [readsPerSecondMax, '$used'] }] } } },
            { $set: { used: { $add: ['$used', '$granted'] } } },
          ],
          { upsert: true, returnDocument: 'after', updatePipeline: true },
        )
        .lean<PaceRow | null>();
      return Number(row?.granted ?? 0);
    },
  };
}
