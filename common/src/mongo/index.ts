export { type Database, type DatabaseOptions, openDatabase } from './database.js';
export { databaseNow } from './database-now.js';
export { isDuplicateKey, isTransient } from './errors.js';
export { ensureIndexes } from './indexes.js';
export type { TransactOptions } from './transact.js';
