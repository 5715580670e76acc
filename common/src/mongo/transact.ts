import { setTimeout as wait } from 'node:timers/promises';
import type { ClientSession, Connection } from 'mongoose';
import { outcomeUnknown, Problem, tryAgain } from '../errors.js';
import { isCommitUnknown, isTransient } from './errors.js';
import { rememberDatabase } from './session-database.js';
import { StatementOverdue, withinMs } from './within-ms.js';

export interface TransactOptions {
  /**
   * No new try begins, and no commit is repeated, after this long. Default 5,000. What
   * is slow then may end, what hangs is given up ten seconds later.
   */
  readonly deadlineMs?: number;
}

/** So short a try is not worth its beginning. */
const tryMsMin = 100;
/** A large transaction on a busy machine is not hanging; given up, it would never get through. */
const graceMs = 10_000;

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

interface Try {
  isGivenUp: boolean;
  isCommitting: boolean;
}

async function tryOnce<Result>(
  connection: Connection,
  work: (session: ClientSession) => Promise<Result>,
  deadline: Deadline,
): Promise<{ readonly result: Result; readonly session: ClientSession }> {
  const session = await connection.startSession({ causalConsistency: false });
  rememberDatabase(session, connection);
  const own: Try = { isGivenUp: false, isCommitting: false };
  const leftMs = Math.max(Math.ceil(deadline.leftMs()), tryMsMin);
  try {
    const result = await withinMs(leftMs + graceMs, run(session, work, deadline, own));
    return { result, session };
  } catch (error) {
    if (!(error instanceof StatementOverdue)) throw error;
    // What hangs may go on one day: it commits nothing then, and ends its transaction.
    own.isGivenUp = true;
    throw own.isCommitting ? unanswered(error) : busy(error);
  }
}

async function run<Result>(
  session: ClientSession,
  work: (session: ClientSession) => Promise<Result>,
  deadline: Deadline,
  own: Try,
): Promise<Result> {
  try {
    session.startTransaction({
      readConcern: { level: 'snapshot' },
      writeConcern: { w: 'majority', journal: true },
      readPreference: 'primary',
      maxCommitTimeMS: Math.max(Math.ceil(deadline.leftMs()), tryMsMin),
    });
    const result = await work(session);
    if (own.isGivenUp) throw new Error('Nobody waits for this transaction any more');
    own.isCommitting = true;
    await commit(session, deadline);
    return result;
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
