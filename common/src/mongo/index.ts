export { type Database, openDatabase } from './database.js';
export { databaseNow } from './database-now.js';
export { isDuplicateKey, isTransient } from './errors.js';
export { ensureIndexes } from './indexes.js';
export type { DatabaseOptions } from './options.js';
export type { TransactOptions } from './transact.js';
