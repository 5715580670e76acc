import type { FaultPoint } from '@marquee/common/fault-point';
import type { Database } from '@marquee/common/mongo';
import type { ChangesRepository } from '../../data/changes.repository.js';
import type { CommitOutcome, Committer } from '../../data/commit.js';
import type { RoundRepository } from '../../data/round.repository.js';
import { type Allotment, allot } from '../../domain/allot.js';
import type { Decision, PlaceRequest } from '../../domain/request.js';
import type { RoundProgress } from './round-progress.js';

export interface RoundDeps {
  readonly database: Database;
  readonly rounds: RoundRepository;
  readonly changes: ChangesRepository;
  readonly committer: Committer;
  readonly holdSeconds: number;
  readonly faultPoint: FaultPoint;
}

export interface ServedRound {
  readonly outcome: CommitOutcome;
  readonly decisions: readonly Decision[];
}

/**
 * One round in one transaction: read, decide, write, commit. Throws when nothing was committed
 * and the round may be repeated; otherwise says what became of the commit.
 */
export async function serveRound(
  deps: RoundDeps,
  requests: readonly PlaceRequest[],
  attempt: {
    readonly readAll: boolean;
    /** On the monotonic clock, `performance.now()`. */
    readonly deadlineMs: number;
    readonly progress: RoundProgress;
  },
): Promise<ServedRound> {
  const session = await deps.database.connection.startSession({ causalConsistency: false });
  try {
    session.startTransaction({
      readConcern: { level: 'snapshot' },
      writeConcern: { w: 'majority' },
      readPreference: 'primary',
      maxCommitTimeMS: Math.max(Math.ceil(attempt.deadlineMs - performance.now()), 100),
    });
    await deps.faultPoint('round.starting');
    const state = await deps.rounds.read(session, requests, attempt);
    await deps.faultPoint('round.read');
    const allotment = allot(state, requests, deps.holdSeconds);
    await deps.changes.write(session, changesOfRound(allotment));
    await deps.faultPoint('round.written');
    const winners = allotment.placed.map(({ request }) => request);
    attempt.progress.sending(winners);
    const orderIds = allotment.placed.map(({ order }) => order.orderId);
    const outcome = await deps.committer
      .commit(session, orderIds, attempt.deadlineMs)
      .catch((error: unknown) => {
        attempt.progress.neverCommitted(winners);
        throw error;
      });
    if (outcome === 'never') attempt.progress.neverCommitted(winners);
    if (outcome === 'committed' && orderIds.length > 0) deps.database.announceCommit(session);
    return { outcome, decisions: allotment.decisions };
  } finally {
    await session.endSession();
  }
}

function changesOfRound(allotment: Allotment) {
  const byOrder = new Map(
    allotment.placed.map(({ order, request }) => [order.orderId, request.correlationId]),
  );
  const causeOf = (correlationId: string | undefined) =>
    correlationId === undefined ? {} : { correlationId, causationId: correlationId };
  return {
    placed: allotment.placed.map(({ order, request }) => ({
      order,
      idempotency: request.idempotency,
      cause: causeOf(request.correlationId),
    })),
    transitions: allotment.expired.map((transition) => ({ transition, cause: {} })),
    tickets: allotment.tickets.map((change) => ({
      change,
      cause: change.after.status === 'held' ? causeOf(byOrder.get(change.after.orderId)) : {},
    })),
  };
}
