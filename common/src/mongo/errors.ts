import { mongo } from 'mongoose';
import { Problem } from '../errors.js';

const duplicateKeyCode = 11_000;

/**
 * Whether a unique index refused a write. Inside a transaction it has aborted the whole of it: it
 * cannot be caught and continued there.
 */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === duplicateKeyCode;
}

/** Whether the same work may succeed in a moment: a conflict, a fail-over, a cut connection. */
export function isTransient(error: unknown): boolean {
  if (error instanceof Problem) return error.code === 'try_again';
  if (!(error instanceof mongo.MongoError)) return false;
  return (
    error.hasErrorLabel('TransientTransactionError') ||
    error.hasErrorLabel('RetryableWriteError') ||
    error instanceof mongo.MongoNetworkError ||
    error instanceof mongo.MongoServerSelectionError
  );
}

/** Whether the server may or may not have committed; only another commit can tell. */
export function isCommitUnknown(error: unknown): boolean {
  return error instanceof mongo.MongoError && error.hasErrorLabel('UnknownTransactionCommitResult');
}
