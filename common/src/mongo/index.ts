/** A transaction under way; statements carry it. */
export type { ClientSession as Session } from 'mongoose';
export { type Database, openDatabase } from './database.js';
export { databaseNow } from './database-now.js';
export {
  isCommitUnknown,
  isContention,
  isDuplicateKey,
  isTransient,
  wasNotCommitted,
} from './errors.js';
export { ensureIndexes } from './indexes.js';
export type { DatabaseOptions } from './options.js';
export type { TransactOptions } from './transact.js';
export { StatementOverdue, withinMs } from './within-ms.js';
