import type { Database } from '../mongo/index.js';
import { inboxCollections } from './rows.model.js';

/** When a consumer was started for the first time, by the database's clock; that may be now. */
export async function recordBirth(database: Database, consumer: string): Promise<Date> {
  const born = await inboxCollections(database).births.findOneAndUpdate(
    { _id: consumer },
    [{ $set: { at: { $ifNull: ['$at', '$$NOW'] } } }],
    { upsert: true, returnDocument: 'after' },
  );
  if (born === null) throw new Error(`The birth of ${consumer} was not recorded`);
  return born.at;
}
