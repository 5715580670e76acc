import { type Cause, causeNow } from '../tracing/causes.js';
import { traceRound } from '../tracing/trace-round.js';

export interface RoundsOptions<Request, Answer> {
  /** Of a round's span, which belongs to those who submitted; without it rounds have none. */
  readonly name?: string;
  /** The most requests served together. */
  readonly sizeMax: number;
  /** The most rounds under way at once. */
  readonly underWayMax: number;
  /**
   * What a request contends for. Two rounds under way never share a key: a request whose keys are
   * taken waits for a later round, so that our own rounds do not conflict with each other.
   */
  keysOf?(request: Request): readonly string[];
  /** Serves a round; answers one per request, in their order. An error is every submitter's. */
  serve(requests: readonly Request[]): Promise<readonly Answer[]>;
}

export interface Rounds<Request, Answer> {
  submit(request: Request): Promise<Answer>;
  /** Resolves when nothing waits and nothing is under way. */
  drain(): Promise<void>;
}

interface Waiting<Request, Answer> {
  readonly request: Request;
  readonly cause: Cause;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/**
 * Group commit: what arrives while `underWayMax` rounds are under way goes together into the next
 * one, in the order of arrival. A lone request is a round of one and waits for nobody.
 */
export function createRounds<Request, Answer>(
  options: RoundsOptions<Request, Answer>,
): Rounds<Request, Answer> {
  const queue: Waiting<Request, Answer>[] = [];
  const idleListeners: (() => void)[] = [];
  const keysUnderWay = new Set<string>();
  let underWay = 0;
  let isWakeUpDue = false;

  function wakeUp(): void {
    isWakeUpDue = false;
    while (underWay < options.underWayMax && queue.length > 0) {
      const round = takeRound();
      if (round.length === 0) break;
      underWay += 1;
      void serveRound(round);
    }
    if (underWay > 0 || queue.length > 0) return;
    for (const listener of idleListeners.splice(0)) listener();
  }

  /** The first requests that contend with no round under way; the others keep their places. */
  function takeRound(): Waiting<Request, Answer>[] {
    const { keysOf, sizeMax } = options;
    if (keysOf === undefined || keysUnderWay.size === 0) return queue.splice(0, sizeMax);
    const round: Waiting<Request, Answer>[] = [];
    const others: Waiting<Request, Answer>[] = [];
    for (const waiting of queue) {
      const isFree = !keysOf(waiting.request).some((key) => keysUnderWay.has(key));
      (isFree && round.length < sizeMax ? round : others).push(waiting);
    }
    queue.splice(0, queue.length, ...others);
    return round;
  }

  async function serveRound(round: readonly Waiting<Request, Answer>[]): Promise<void> {
    const keys = round.flatMap((waiting) => options.keysOf?.(waiting.request) ?? []);
    for (const key of keys) keysUnderWay.add(key);
    try {
      const serve = () => options.serve(round.map((waiting) => waiting.request));
      const causes = round.map((waiting) => waiting.cause);
      const answers = await (options.name === undefined
        ? serve()
        : traceRound(options.name, causes, serve));
      if (answers.length !== round.length) {
        throw new RangeError(`A round of ${round.length} was given ${answers.length} answers`);
      }
      for (const [index, waiting] of round.entries()) waiting.resolve(answers[index] as Answer);
    } catch (error) {
      for (const waiting of round) waiting.reject(error);
    } finally {
      for (const key of keys) keysUnderWay.delete(key);
      underWay -= 1;
      wakeUp();
    }
  }

  return {
    submit(request) {
      return new Promise<Answer>((resolve, reject) => {
        queue.push({ request, cause: causeNow(), resolve, reject });
        if (isWakeUpDue || underWay >= options.underWayMax) return;
        isWakeUpDue = true;
        // One turn of the event loop: what was read from the sockets together is served together.
        setImmediate(wakeUp);
      });
    },
    drain() {
      if (underWay === 0 && queue.length === 0) return Promise.resolve();
      return new Promise((resolve) => idleListeners.push(resolve));
    },
  };
}
