import { MongooseError, mongo } from 'mongoose';
import { isTransient, outageOf } from './errors.js';
import { StatementOverdue } from './within-ms.js';

function withCode(code: string): Error {
  return Object.assign(new Error(`write ${code}`), { code });
}

function bulkErrorAround(cause: Error): Error {
  const error = new mongo.MongoBulkWriteError(
    { message: 'bulk', code: 0, writeErrors: [] },
    {} as never,
  );
  Object.assign(error, { errorResponse: cause });
  return error;
}

test('a write into a socket that the server has just closed is an outage, not a bug', () => {
  expect(outageOf(withCode('EPIPE'))).toBe('answer_lost');
  expect(isTransient(withCode('EPIPE'))).toBe(true);
});

test('a bulk write whose connection was cut is an outage, whatever wraps it', () => {
  expect(outageOf(bulkErrorAround(new mongo.MongoNetworkError('cut')))).toBe('answer_lost');
  expect(outageOf(bulkErrorAround(withCode('EPIPE')))).toBe('answer_lost');
});

test('a statement that mongoose kept for a connection that did not come is an outage', () => {
  const error = new MongooseError('Connection operation buffering timed out after 10000ms');
  expect(outageOf(error)).toBe('nothing_happened');
});

test('a bulk write that was refused for its own sake is no outage', () => {
  const refused = new mongo.MongoBulkWriteError(
    { message: 'E11000 duplicate key', code: 11_000, writeErrors: [] },
    {} as never,
  );
  expect(outageOf(refused)).toBeNull();
  expect(outageOf(new TypeError('a bug'))).toBeNull();
});

test('a statement that nobody waited for any longer is an outage: it may have happened', () => {
  expect(outageOf(new StatementOverdue(3_000))).toBe('answer_lost');
  expect(isTransient(new StatementOverdue(3_000))).toBe(true);
});

test('what found no free connection in time was never sent', () => {
  const error = Object.assign(new Error('no connection'), { name: 'MongoWaitQueueTimeoutError' });
  expect(outageOf(error)).toBe('nothing_happened');
});
