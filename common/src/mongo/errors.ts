import { mongo } from 'mongoose';
import { Problem } from '../errors.js';
import { StatementOverdue } from './within-ms.js';

const duplicateKeyCode = 11_000;

/**
 * Whether a unique index refused a write. Inside a transaction it has aborted the whole of it: it
 * cannot be caught and continued there.
 */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === duplicateKeyCode;
}

/** What a statement met that had no database for a moment. */
export type Outage = 'nothing_happened' | 'answer_lost';

/** Stepping down, shutting down, not primary: the server's words for a fail-over. */
const failOverCodes = new Set<unknown>([
  6, 7, 89, 91, 134, 189, 262, 9_001, 10_107, 11_600, 11_602, 13_435, 13_436,
]);
/** Said before anything was sent; the driver does not export all of their classes. */
const nothingSentNames = new Set([
  'MongoServerSelectionError',
  'MongooseServerSelectionError',
  'MongoWaitQueueTimeoutError',
]);

/** Mongoose kept it for a connection that did not come back in time; it has no name of its own. */
const neverSent = /buffering timed out/;

/** Null when the error says nothing about the database's being there: a refusal, or a bug. */
export function outageOf(error: unknown): Outage | null {
  if (!(error instanceof Error)) return null;
  if (nothingSentNames.has(error.name) || wasNotCommitted(error)) return 'nothing_happened';
  if (error instanceof StatementOverdue) return 'answer_lost';
  if (error.name === 'MongooseError' && neverSent.test(error.message)) return 'nothing_happened';
  // Written into a socket that the server has just closed: the driver passes this on as it is.
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') return 'answer_lost';
  if (!(error instanceof mongo.MongoError)) return null;
  // A bulk write wraps what happened to its connection.
  const wrapped: unknown = error instanceof mongo.MongoBulkWriteError ? error.errorResponse : null;
  if (wrapped instanceof Error) return outageOf(wrapped);
  const isFailOver =
    error.hasErrorLabel('RetryableWriteError') ||
    error instanceof mongo.MongoNetworkError ||
    (error instanceof mongo.MongoServerError && failOverCodes.has(error.code));
  if (!isFailOver) return null;
  return error.hasErrorLabel('NoWritesPerformed') ? 'nothing_happened' : 'answer_lost';
}

/** Whether the same work may succeed in a moment: a conflict, a fail-over, a cut connection. */
export function isTransient(error: unknown): boolean {
  return error instanceof Problem ? error.code === 'try_again' : outageOf(error) !== null;
}

const writeConflictCode = 112;

/** Whether a transaction found no quiet moment because others write the same rows. */
export function isContention(error: unknown): boolean {
  if (!(error instanceof Problem && error.code === 'try_again')) return false;
  return error.cause instanceof mongo.MongoServerError && error.cause.code === writeConflictCode;
}

/** Whether the server may or may not have committed; only another commit can tell. */
export function isCommitUnknown(error: unknown): boolean {
  return error instanceof mongo.MongoError && error.hasErrorLabel('UnknownTransactionCommitResult');
}

/** Whether the server says that the transaction is over and nothing of it was committed. */
export function wasNotCommitted(error: unknown): boolean {
  return error instanceof mongo.MongoError && error.hasErrorLabel('TransientTransactionError');
}
