import { setTimeout as pause } from 'node:timers/promises';

/** Events that were committed, or published, and when somebody heard of them. */
export interface Stopwatch {
  committed(id: string): void;
  heard(id: string): void;
  /** Waits until everything was heard, and answers the milliseconds each event took. */
  read(): Promise<Latencies>;
  /** The longest that an event committed since `sinceMs` took, or has been waiting by now. */
  longestSince(sinceMs: number): number;
}

export interface Latencies {
  readonly ms: readonly number[];
  /** Committed and not heard: must be none. */
  readonly lost: number;
}

/** On the one clock of this process, which commits and hears. */
export function createStopwatch({ waitMsMax = 15_000 } = {}): Stopwatch {
  const committedAt = new Map<string, number>();
  const heardAt = new Map<string, number>();
  /** A handler may be called before the committer has read its own answer: no time then. */
  const tookMs = (id: string, from: number, missing: number) =>
    Math.max(0, (heardAt.get(id) ?? missing) - from);
  return {
    committed: (id) => void committedAt.set(id, performance.now()),
    heard(id) {
      // The first time counts; a repetition is no news.
      if (!heardAt.has(id)) heardAt.set(id, performance.now());
    },
    async read() {
      const deadline = performance.now() + waitMsMax;
      const isAllHeard = () => [...committedAt.keys()].every((id) => heardAt.has(id));
      while (!isAllHeard() && performance.now() < deadline) await pause(20);
      const heard = [...committedAt].filter(([id]) => heardAt.has(id));
      return {
        ms: heard.map(([id, from]) => tookMs(id, from, Number.NaN)),
        lost: committedAt.size - heard.length,
      };
    },
    longestSince(sinceMs) {
      const now = performance.now();
      const since = [...committedAt].filter(([, from]) => from >= sinceMs);
      return Math.max(0, ...since.map(([id, from]) => tookMs(id, from, now)));
    },
  };
}
