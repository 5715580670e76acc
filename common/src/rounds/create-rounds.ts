export interface RoundsOptions<Request, Answer> {
  /** The most requests served together. */
  readonly sizeMax: number;
  /** The most rounds under way at once. */
  readonly underWayMax: number;
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
  let underWay = 0;
  let isWakeUpDue = false;

  function wakeUp(): void {
    isWakeUpDue = false;
    while (underWay < options.underWayMax && queue.length > 0) {
      underWay += 1;
      void serveRound(queue.splice(0, options.sizeMax));
    }
    if (underWay > 0 || queue.length > 0) return;
    for (const listener of idleListeners.splice(0)) listener();
  }

  async function serveRound(round: readonly Waiting<Request, Answer>[]): Promise<void> {
    try {
      const answers = await options.serve(round.map((waiting) => waiting.request));
      if (answers.length !== round.length) {
        throw new RangeError(`A round of ${round.length} was given ${answers.length} answers`);
      }
      for (const [index, waiting] of round.entries()) waiting.resolve(answers[index] as Answer);
    } catch (error) {
      for (const waiting of round) waiting.reject(error);
    } finally {
      underWay -= 1;
      wakeUp();
    }
  }

  return {
    submit(request) {
      return new Promise<Answer>((resolve, reject) => {
        queue.push({ request, resolve, reject });
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
