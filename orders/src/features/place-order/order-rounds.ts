import type { Clock } from '@marquee/common/clock';
import { Problem } from '@marquee/common/errors';
import type { Logger } from '@marquee/common/logging';
import { isDuplicateKey, isTransient } from '@marquee/common/mongo';
import { createRounds } from '@marquee/common/rounds';
import type { Decision, PlaceRequest } from '../../domain/request.js';
import { type RoundDeps, serveRound } from './serve-round.js';

/** A decision, or the error that one request alone ended with. */
type Answer = { readonly decision: Decision } | { readonly failure: unknown };

/** Big enough that a commit costs each order little, small enough that its answer is soon there. */
const roundSizeMax = 64;
const roundsUnderWayMax = 2;
/** From arrival in a round to an answer, whatever the database does. */
const answerWithinMs = 2000;
const repeatsMax = 2;
const jitterMsMax = 20;

/**
 * Serves requests in rounds (group commit). A transient conflict repeats a round; after two
 * repeats, or on any other error, it is halved down to one, so that neither a hot ticket nor a
 * poisonous request holds up the others.
 */
export function createOrderRounds(
  deps: RoundDeps & { readonly clock: Clock; readonly logger: Logger },
) {
  const nowMs = () => deps.clock.now().getTime();

  async function serve(
    requests: readonly PlaceRequest[],
    deadlineMs: number,
    options: { readonly readAll: boolean; readonly repeat: number },
  ): Promise<readonly Answer[]> {
    const { readAll, repeat } = options;
    try {
      const served = await serveRound(deps, requests, { readAll, deadlineMs });
      if (served.outcome === 'committed') return served.decisions.map((decision) => ({ decision }));
      return await afterLostCommit(requests, served.decisions, deadlineMs, served.outcome);
    } catch (error) {
      const mayRepeat = isTransient(error) || isDuplicateKey(error);
      const alone = requests.length === 1;
      if (mayRepeat && nowMs() < deadlineMs && (alone || repeat < repeatsMax)) {
        await deps.clock.sleep(Math.random() * jitterMsMax * (repeat + 1));
        return serve(requests, deadlineMs, { readAll, repeat: repeat + 1 });
      }
      if (alone) return [{ failure: mayRepeat ? tryAgain(error) : error }];
      deps.logger.debug({ err: error, size: requests.length }, 'halving a round');
      const middle = Math.ceil(requests.length / 2);
      const halves = [requests.slice(0, middle), requests.slice(middle)];
      const answers: Answer[] = [];
      for (const half of halves)
        answers.push(...(await serve(half, deadlineMs, { readAll, repeat: 0 })));
      return answers;
    }
  }

  /**
   * The commit's answer was lost for good. Winners are told the truth as far as it is known;
   * the others are decided again, because what they lost to may never have happened.
   */
  async function afterLostCommit(
    requests: readonly PlaceRequest[],
    decisions: readonly Decision[],
    deadlineMs: number,
    outcome: 'never' | 'unknown',
  ): Promise<readonly Answer[]> {
    const detail = 'The answer of our database was lost. Repeat the request with the same key.';
    const winnersError =
      outcome === 'never' ? tryAgain() : new Problem('outcome_unknown', detail, retrySoon);
    return Promise.all(
      requests.map(async (request, index): Promise<Answer> => {
        if (decisions[index]?.kind === 'placed') return { failure: winnersError };
        if (nowMs() >= deadlineMs) return { failure: tryAgain() };
        const [answer] = await serve([request], deadlineMs, { readAll: false, repeat: 0 });
        return answer ?? { failure: tryAgain() };
      }),
    );
  }

  const rounds = createRounds<PlaceRequest, Answer>({
    sizeMax: roundSizeMax,
    underWayMax: roundsUnderWayMax,
    serve: (requests) => serve(requests, nowMs() + answerWithinMs, { readAll: false, repeat: 0 }),
  });

  return {
    /** Decides a request together with others; throws when it could not be decided. */
    async together(request: PlaceRequest): Promise<Decision> {
      return opened(await rounds.submit(request));
    },
    /** Decides a request alone, reading every ticket it could get however many there are. */
    async alone(request: PlaceRequest): Promise<Decision> {
      const deadlineMs = nowMs() + answerWithinMs;
      const [answer] = await serve([request], deadlineMs, { readAll: true, repeat: 0 });
      return opened(answer ?? { failure: tryAgain() });
    },
    drain: () => rounds.drain(),
  };
}
export type OrderRounds = ReturnType<typeof createOrderRounds>;

const retrySoon = { retryAfterSeconds: 1 };

function opened(answer: Answer): Decision {
  if ('decision' in answer) return answer.decision;
  throw answer.failure;
}

function tryAgain(cause?: unknown): Problem {
  const detail = 'We could not take the order now. Nothing was held; please try again.';
  return new Problem('try_again', detail, { ...retrySoon, cause });
}
