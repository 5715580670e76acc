import { mongo } from 'mongoose';
import { problemOf } from './problem-of.js';

const serverError = (code: number, ...labels: string[]) => {
  const error = new mongo.MongoServerError({ message: 'from the server', code });
  for (const label of labels) error.addErrorLabel(label);
  return error;
};

/** As the driver throws it: it does not export this class. */
class PoolClearedOnNetworkError extends mongo.MongoNetworkError {
  override get name() {
    return 'PoolClearedOnNetworkError';
  }
}

describe('a database that is away for a moment is 503, never 500', () => {
  test.each([
    ['a primary that steps down', serverError(189, 'RetryableWriteError')],
    ['a primary that stepped down meanwhile', serverError(10_107)],
    ['an interrupted statement', serverError(11_602)],
    ['a pool cleared under a statement', new PoolClearedOnNetworkError('cleared')],
    ['a cut connection', new mongo.MongoNetworkError('cut')],
  ])('%s: a read may be repeated, a write may have happened', (_what, error) => {
    expect(problemOf(error, 'GET')).toMatchObject({ code: 'try_again', status: 503 });
    const problem = problemOf(error, 'POST');
    expect(problem).toMatchObject({ code: 'outcome_unknown', status: 503 });
    expect(problem?.options.retryAfterSeconds).toBeGreaterThan(0);
  });

  test.each([
    ['an aborted transaction', serverError(112, 'TransientTransactionError')],
    ['a write that was not begun', serverError(91, 'RetryableWriteError', 'NoWritesPerformed')],
    ['no primary', new mongo.MongoServerSelectionError('none', {} as mongo.TopologyDescription)],
  ])('%s: nothing was changed, whatever was asked', (_what, error) => {
    expect(problemOf(error, 'POST')).toMatchObject({ code: 'try_again', status: 503 });
  });
});

test('a statement the server does not understand is a bug, not an outage', () => {
  expect(problemOf(serverError(9), 'GET')).toBeNull();
  expect(problemOf(serverError(11_000), 'POST')).toBeNull();
});
