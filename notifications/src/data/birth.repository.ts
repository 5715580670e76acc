import type { Database } from '@marquee/common/mongo';

interface BirthRow {
  readonly _id: 'notifications';
  readonly at: Date;
}

/** When this service was started for the first time, by the database's clock; that may be now. */
export async function recordBirth({ connection }: Database): Promise<Date> {
  const row = await connection
    .collection<BirthRow>('births')
    .findOneAndUpdate({ _id: 'notifications' }, [{ $set: { at: { $ifNull: ['$at', '$$NOW'] } } }], {
      upsert: true,
      returnDocument: 'after',
    });
  if (row === null) throw new Error('The birth of notifications was not recorded');
  return row.at;
}
