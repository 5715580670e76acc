import type { ClientSession } from 'mongoose';
import { databaseOf } from './session-database.js';

/**
 * The database's time, in one statement of a session given by `transact`. It is fixed when a
 * statement starts and so differs between the statements of one transaction.
 */
export async function databaseNow(session: ClientSession): Promise<Date> {
  const [answer] = await databaseOf(session)
    .aggregate<{ now: Date }>([{ $documents: [{}] }, { $project: { now: '$$NOW' } }], { session })
    .toArray();
  if (answer === undefined) throw new Error('The database did not tell the time');
  return answer.now;
}
