import type { Clock } from '@marquee/common/clock';
import type { Logger } from '@marquee/common/logging';
import { isDuplicateKey, isTransient } from '@marquee/common/mongo';
import { createRounds } from '@marquee/common/rounds';
import type { Decision, PlaceRequest } from '../../domain/request.js';
import { type Answer, outcomeUnknown, RoundProgress, tryAgain } from './round-progress.js';
import { type RoundDeps, type ServedRound, serveRound } from './serve-round.js';

/** Big enough that a commit costs each order little, small enough that its answer is soon there. */
const roundSizeMax = 64;
const roundsUnderWayMax = 2;
/** From the start of a round to its answers, whatever the database does. */
const answerWithinMs = 2000;
/** Others wait no longer than this for a round that does not end; then the database is tried again. */
const overdueMsMax = 5_000;
const repeatsMax = 2;
const jitterMsMax = 20;

interface Attempt {
  readonly progress: RoundProgress;
  readonly deadlineMs: number;
  readonly readAll: boolean;
  readonly repeat: number;
}

/**
 * Serves requests in rounds (group commit). A transient conflict repeats a round; after two
 * repeats, or on any other error, it is halved down to one, so that neither a hot ticket nor a
 * poisonous request holds up the others.
 */
export function createOrderRounds(
  deps: RoundDeps & { readonly clock: Clock; readonly logger: Logger },
) {
  const { clock, logger } = deps;
  /**
   * Rounds whose requests were answered at the deadline and which have not ended: the database
   * hangs. Until they end, or are given up, requests behind them are told to try again at once,
   * which spares the database. Nothing is decided by it: a closed round sends no commit any more, and
   * what it had sent is the database's to settle.
   */
  const overdue = new Set<Promise<void>>();

  async function serve(requests: readonly PlaceRequest[], attempt: Attempt): Promise<void> {
    const { progress, deadlineMs, repeat } = attempt;
    let served: ServedRound;
    try {
      served = await serveRound(deps, requests, attempt);
    } catch (error) {
      if (progress.isAbandoned) return;
      const mayRepeat = isTransient(error) || isDuplicateKey(error);
      const [first, ...others] = requests;
      const alone = first !== undefined && others.length === 0;
      if (mayRepeat && performance.now() < deadlineMs && (alone || repeat < repeatsMax)) {
        await clock.sleep(Math.random() * jitterMsMax * (repeat + 1));
        return serve(requests, { ...attempt, repeat: repeat + 1 });
      }
      if (alone) return progress.answer(first, { failure: mayRepeat ? tryAgain(error) : error });
      logger.debug({ err: error, size: requests.length }, 'halving a round');
      const middle = Math.ceil(requests.length / 2);
      await serve(requests.slice(0, middle), { ...attempt, repeat: 0 });
      return serve(requests.slice(middle), { ...attempt, repeat: 0 });
    }
    // Outside the `try`: from here on the round is committed, or nobody knows, and is not repeated.
    await afterCommit(requests, served, attempt);
  }

  /**
   * Where the commit's answer was lost for good, winners are told the truth as far as it is known
   * and the others are decided again: what they lost to may never have happened.
   */
  async function afterCommit(
    requests: readonly PlaceRequest[],
    { outcome, decisions }: ServedRound,
    attempt: Attempt,
  ): Promise<void> {
    const { progress } = attempt;
    for (const [index, request] of requests.entries()) {
      const decision = decisions[index];
      if (decision === undefined) throw new Error('A request of the round was not decided');
      if (outcome === 'committed') progress.answer(request, { decision });
      else if (decision.kind === 'placed')
        progress.answer(request, { failure: outcome === 'never' ? tryAgain() : outcomeUnknown() });
      else await serve([request], { ...attempt, repeat: 0 });
    }
  }

  /** Serves a round to its end or its deadline, whichever comes first. */
  async function serveInTime(requests: readonly PlaceRequest[], readAll: boolean) {
    const progress = new RoundProgress(requests);
    const deadlineMs = performance.now() + answerWithinMs;
    const served = serve(requests, { progress, deadlineMs, readAll, repeat: 0 });
    const timer = new AbortController();
    const inTime = await Promise.race([
      served.then(() => true),
      clock.sleep(answerWithinMs, timer.signal).then(() => false),
    ]);
    timer.abort();
    if (!inTime) void waitForOverdue(served);
    return progress.close();
  }

  async function waitForOverdue(served: Promise<void>): Promise<void> {
    const timer = new AbortController();
    const ended = served
      .catch((error: unknown) => logger.error({ err: error }, 'an overdue round failed'))
      .then(() => true);
    overdue.add(served);
    const hasEnded = await Promise.race([
      ended,
      clock.sleep(overdueMsMax, timer.signal).then(() => false),
    ]);
    timer.abort();
    overdue.delete(served);
    if (!hasEnded) logger.error('a round has not ended; others are served without waiting for it');
  }

  const rounds = createRounds<PlaceRequest, Answer>({
    name: 'place orders',
    sizeMax: roundSizeMax,
    underWayMax: roundsUnderWayMax,
    keysOf: contendedBy,
    async serve(requests) {
      if (overdue.size > 0) return new RoundProgress(requests).close();
      return serveInTime(requests, false);
    },
  });

  return {
    /** Decides a request together with others; throws when it could not be decided. */
    async together(request: PlaceRequest): Promise<Decision> {
      return opened(await rounds.submit(request));
    },
    /** Decides a request alone, reading every ticket it could get however many there are. */
    async alone(request: PlaceRequest): Promise<Decision> {
      const [answer] = await serveInTime([request], true);
      return opened(answer ?? { failure: tryAgain() });
    },
  };
}
export type OrderRounds = ReturnType<typeof createOrderRounds>;

/** What two rounds would conflict over: tickets, what is left of an Event, the buyer's limits. */
function contendedBy({ wanted, buyerId }: PlaceRequest): readonly string[] {
  return wanted.kind === 'named' ? [buyerId, ...wanted.ticketIds] : [buyerId, wanted.eventId];
}

function opened(answer: Answer): Decision {
  if ('decision' in answer) return answer.decision;
  throw answer.failure;
}
