import { setTimeout as wait } from 'node:timers/promises';
import type { ClientSession, Connection } from 'mongoose';
import { outcomeUnknown, Problem, tryAgain } from '../errors.js';
import { isCommitUnknown, isTransient } from './errors.js';
import { rememberDatabase } from './session-database.js';

export interface TransactOptions {
  /** No new try begins, and no commit is repeated, after this long. Default 5,000. */
  readonly deadlineMs?: number;
}

interface Deadline {
  readonly leftMs: () => number;
}

/**
 * Runs `work` in a transaction (snapshot, majority, primary) and commits it. A transient error
 * starts it afresh, so `work` has no effects but its statements, awaited one after another.
 * Not the driver's `withTransaction`: that one goes on for 120 seconds.
 *
 * Throws `try_again` when the deadline passed and nothing was written, `outcome_unknown` when a
 * commit was sent and nobody can say; any other error of `work` as it is.
 */
export async function transact<Result>(
  connection: Connection,
  work: (session: ClientSession) => Promise<Result>,
  options: TransactOptions = {},
): Promise<{ readonly result: Result; readonly session: ClientSession }> {
  const deadlineMs = options.deadlineMs ?? 5_000;
  const startedAtMs = performance.now();
  const deadline = { leftMs: () => deadlineMs - (performance.now() - startedAtMs) };
  for (let tries = 1; ; tries += 1) {
    try {
      return await tryOnce(connection, work, deadline);
    } catch (error) {
      if (error instanceof Problem || !isTransient(error)) throw error;
      if (deadline.leftMs() <= 0) throw busy(error);
      await wait(Math.random() * Math.min(5 * 2 ** tries, 200));
    }
  }
}

async function tryOnce<Result>(
  connection: Connection,
  work: (session: ClientSession) => Promise<Result>,
  deadline: Deadline,
): Promise<{ readonly result: Result; readonly session: ClientSession }> {
  const session = await connection.startSession({ causalConsistency: false });
  rememberDatabase(session, connection);
  try {
    session.startTransaction({
      readConcern: { level: 'snapshot' },
      writeConcern: { w: 'majority', journal: true },
      readPreference: 'primary',
      maxCommitTimeMS: Math.max(Math.ceil(deadline.leftMs()), 100),
    });
    const result = await work(session);
    await commit(session, deadline);
    return { result, session };
  } finally {
    // Aborts what is still open. A failing abort changes nothing: the server aborts it as well.
    await session.endSession();
  }
}

/** A commit may be repeated in its own session; it takes effect once. */
async function commit(session: ClientSession, deadline: Deadline): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await session.commitTransaction();
      return;
    } catch (error) {
      if (!isCommitUnknown(error)) throw error;
      if (deadline.leftMs() <= 0) throw unanswered(error);
      await wait(Math.random() * Math.min(10 * 2 ** tries, 200));
    }
  }
}

function busy(cause: unknown): Problem {
  return tryAgain('It is busy here. Nothing was changed; please try again.', {
    internal: 'the transaction found no quiet moment before its deadline',
    cause,
  });
}

function unanswered(cause: unknown): Problem {
  return outcomeUnknown(
    'We could not find out whether it worked. Please look before you repeat it.',
    { internal: 'the commit was sent and its answer is missing', cause },
  );
}
