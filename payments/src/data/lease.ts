import type { ClientSession, Model, PipelineStage, QueryFilter } from 'mongoose';

/** Somebody else has taken the row over: stop without a word, they carry on. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

export interface LeasedRow {
  readonly _id: string;
  /** Counts writes by whoever holds the lease: the guard against a runner that lost it. */
  readonly revision: number;
  /** When to look again, never before the lease ends: one field says what can be claimed. */
  readonly nextStepAt?: Date;
}

type Stages = Array<PipelineStage.Set | PipelineStage.Unset>;

/** One runner at a time per row, by compare-and-set on the database's clock. */
export interface Lease<Row> {
  /** What renews it, as fields of a `$set`. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Takes the row of the filter that waits longest; null when there is none. */
  claim(filter: Record<string, unknown>): Promise<Row | null>;
  /** Writes as whoever read this row last. Throws LeaseLost. */
  write(row: Row, stages: Stages, session?: ClientSession): Promise<Row>;
  /** How long until the next step is due (0 = now); null when nothing waits. */
  msUntilDue(): Promise<number | null>;
}

/** Rows with something left to do, as the partial index has them. */
export const hasStep = { nextStepAt: { $gt: new Date(0) } };
export const isDue = { ...hasStep, $expr: { $lte: ['$nextStepAt', '$$NOW'] } };

export function createLease<Row extends LeasedRow>(rows: Model<Row>, leaseMs: number): Lease<Row> {
  const leaseUntil = { $add: ['$$NOW', leaseMs] };
  const fields = { leaseUntil, nextStepAt: leaseUntil };
  const revision = { $add: ['$revision', 1] };
  const options = { returnDocument: 'after', updatePipeline: true } as const;
  return {
    fields,
    claim: (filter) =>
      rows
        .findOneAndUpdate(
          filter as QueryFilter<Row>,
          [{ $set: { ...fields, leasedAt: '$$NOW', revision } }],
          { ...options, sort: { nextStepAt: 1 } },
        )
        .lean<Row | null>(),
    async write(row, stages, session) {
      const isOurs = { _id: row._id, revision: row.revision } as QueryFilter<Row>;
      const saved = await rows
        .findOneAndUpdate(isOurs, [...stages, { $set: { revision } }], {
          ...options,
          ...(session !== undefined && { session }),
        })
        .lean<Row | null>();
      if (saved === null) throw new LeaseLost(`${rows.modelName} ${row._id} was taken over`);
      return saved;
    },
    async msUntilDue() {
      const [next] = await rows.aggregate<{ waitMs: number }>([
        { $match: hasStep },
        { $sort: { nextStepAt: 1 } },
        { $limit: 1 },
        { $project: { waitMs: { $subtract: ['$nextStepAt', '$$NOW'] } } },
      ]);
      return next === undefined ? null : Math.max(0, next.waitMs);
    },
  };
}

/** Values as they are: a text that begins with `$` is no field of the row. */
export function literals(changes: object): Record<string, unknown> {
  const fields: ReadonlyArray<[string, unknown]> = Object.entries(changes);
  return Object.fromEntries(fields.map(([field, value]) => [field, { $literal: value }]));
}
