import type { Clock } from '@marquee/common/clock';
import type { Logger } from '@marquee/common/logging';
import { isDuplicateKey, isTransient } from '@marquee/common/mongo';
import { createRounds } from '@marquee/common/rounds';
import type { Decision, PlaceRequest } from '../../domain/request.js';
import { createOverdueRounds } from './overdue-rounds.js';
import { type Answer, outcomeUnknown, RoundProgress, tryAgain } from './round-progress.js';
import { type RoundDeps, type ServedRound, serveRound } from './serve-round.js';

/** Big enough that a commit costs each order little, small enough that its answer is soon there. */
const roundSizeMax = 64;
const roundsUnderWayMax = 2;
/** From the start of a round to its answers, whatever the database does. */
const answerWithinMs = 2000;
/** A request that is decided alone may read 20,000 tickets: one of them at a time. */
const loneUnderWayMax = 1;
/** It was in a round before, and its buyer waits: together this stays within a request's deadline. */
const loneWaitMsMax = 1_000;
const repeatsMax = 2;
const jitterMsMax = 20;

interface Attempt {
  readonly progress: RoundProgress;
  readonly deadlineMs: number;
  readonly readAll: boolean;
  readonly repeat: number;
}

interface Lone {
  readonly request: PlaceRequest;
  /** On the monotonic clock, `performance.now()`. */
  readonly beginByMs: number;
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
  const overdue = createOverdueRounds(deps);

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

  /** Serves a round to its end or its deadline, whichever comes first; not while the database hangs. */
  async function serveInTime(requests: readonly PlaceRequest[], readAll: boolean) {
    const progress = new RoundProgress(requests);
    if (overdue.size > 0) return progress.close();
    const deadlineMs = performance.now() + answerWithinMs;
    const served = serve(requests, { progress, deadlineMs, readAll, repeat: 0 });
    const timer = new AbortController();
    const inTime = await Promise.race([
      served.then(() => true),
      clock.sleep(answerWithinMs, timer.signal).then(() => false),
    ]);
    timer.abort();
    if (!inTime) void overdue.watch(served);
    return progress.close();
  }

  const rounds = createRounds<PlaceRequest, Answer>({
    name: 'place orders',
    sizeMax: roundSizeMax,
    underWayMax: roundsUnderWayMax,
    keysOf: contendedBy,
    serve: (requests) => serveInTime(requests, false),
  });

  const loneRounds = createRounds<Lone, Answer>({
    name: 'place an order alone',
    sizeMax: 1,
    underWayMax: loneUnderWayMax,
    async serve(lone) {
      const requests = lone.map(({ request }) => request);
      if (lone.some(({ beginByMs }) => performance.now() > beginByMs))
        return new RoundProgress(requests).close();
      return serveInTime(requests, true);
    },
  });

  return {
    /** Decides a request together with others; throws when it could not be decided. */
    async together(request: PlaceRequest): Promise<Decision> {
      return opened(await rounds.submit(request));
    },
    /** Decides a request alone, reading every ticket it could get however many there are. */
    async alone(request: PlaceRequest): Promise<Decision> {
      const beginByMs = performance.now() + loneWaitMsMax;
      return opened(await loneRounds.submit({ request, beginByMs }));
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
