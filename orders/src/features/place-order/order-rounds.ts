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
/** A database that hangs must not collect rounds: beyond these, requests are told to try again. */
const runningMax = 8;
/** From a request's arrival to its answer, whatever the database does. */
const answerWithinMs = 2000;
/** A round that has less time than this left is not begun. */
const roundMsMin = 200;
const repeatsMax = 2;
const jitterMsMax = 20;

interface Attempt {
  readonly progress: RoundProgress;
  readonly deadlineMs: number;
  readonly readAll: boolean;
  readonly repeat: number;
}

interface Submission {
  readonly request: PlaceRequest;
  /** On the monotonic clock. */
  readonly submittedMs: number;
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
  /** Rounds that have not ended, among them those whose requests were answered at the deadline. */
  const running = new Set<Promise<void>>();

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

  /**
   * Serves a round to its end or its deadline, whichever comes first. The deadline is that of the
   * request that waited longest; one that waited too long for a round is told to try again.
   */
  async function serveInTime(submissions: readonly Submission[], readAll: boolean) {
    const latestMs = performance.now() - answerWithinMs + roundMsMin;
    const inTime = submissions.filter(({ submittedMs }) => submittedMs > latestMs);
    const progress = new RoundProgress(submissions.map(({ request }) => request));
    if (inTime.length === 0 || running.size >= runningMax) return progress.close();
    const deadlineMs = Math.min(...inTime.map((each) => each.submittedMs)) + answerWithinMs;
    const timer = new AbortController();
    const requests = inTime.map(({ request }) => request);
    const served = serve(requests, { progress, deadlineMs, readAll, repeat: 0 });
    running.add(served);
    const ended = served.finally(() => running.delete(served));
    await Promise.race([ended, clock.sleep(deadlineMs - performance.now(), timer.signal)]);
    timer.abort();
    return progress.close();
  }

  const rounds = createRounds<Submission, Answer>({
    sizeMax: roundSizeMax,
    underWayMax: roundsUnderWayMax,
    keysOf: ({ request }) => contendedBy(request),
    serve: (submissions) => serveInTime(submissions, false),
  });
  const submitted = (request: PlaceRequest) => ({ request, submittedMs: performance.now() });

  return {
    /** Decides a request together with others; throws when it could not be decided. */
    async together(request: PlaceRequest): Promise<Decision> {
      return opened(await rounds.submit(submitted(request)));
    },
    /** Decides a request alone, reading every ticket it could get however many there are. */
    async alone(request: PlaceRequest): Promise<Decision> {
      const [answer] = await serveInTime([submitted(request)], true);
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
