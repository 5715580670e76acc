import type { Handler } from '../bus/port.js';
import { type Clock, unheld } from '../clock.js';
import { createLoop } from '../lifecycle/create-loop.js';
import type { Logger } from '../logging/index.js';
import type { Database } from '../mongo/index.js';
import { onArrivals } from './arrivals.js';
import type { Deferrals } from './deferrals.js';
import type { ClaimedDelivery } from './rows.js';

export interface DeferralLoopOptions {
  readonly consumer: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly deferrals: Deferrals;
  readonly handler: Handler;
}

export interface DeferralLoop {
  /** Something was deferred here: it may be due before the next look. */
  deferred(waitsFor: readonly string[]): void;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const rowsMax = 128;
/** What another process deferred, and left, is found after this. */
const idleMs = 5_000;

/**
 * Brings deferred deliveries to their consumer again. Of those that wait for the same thing one is
 * tried first, so that of a thousand that come too early each claim costs one try, not 128.
 */
export function createDeferralLoop(options: DeferralLoopOptions): DeferralLoop {
  const { consumer, database, clock, logger, deferrals, handler } = options;
  /** What this process has deferred something for. */
  const awaited = new Set<string>();
  const arrived = new Set<string>();
  let stopListening: (() => void) | undefined;

  /** Answers those that are kept on, and until when, and those to be tried again, and after what. */
  async function bring(rows: readonly ClaimedDelivery[]) {
    const verdicts = await handler(rows.map(({ event }) => ({ event, attempt: 2 })));
    const keptOn = await deferrals.keptOn(rows);
    const retriedAfterMs = new Map<string, number>();
    const over: ClaimedDelivery[] = [];
    for (const [at, row] of rows.entries()) {
      const verdict = verdicts[at];
      if (verdict?.kind !== 'retry') {
        over.push(row);
        continue;
      }
      await deferrals.retry([row], verdict.afterMs);
      retriedAfterMs.set(row._id, verdict.afterMs);
    }
    await deferrals.forget(over);
    return { keptOn, retriedAfterMs };
  }

  async function tryAll(rows: readonly ClaimedDelivery[]): Promise<void> {
    const groups = new Map<string, ClaimedDelivery[]>();
    for (const row of rows) groups.set(row.waitsFor, [...(groups.get(row.waitsFor) ?? []), row]);
    const firsts = [...groups.values()].flatMap(([first]) => first ?? []);
    const { keptOn, retriedAfterMs } = await bring(firsts);
    const ready: ClaimedDelivery[] = [];
    for (const [first, ...others] of groups.values()) {
      const dueAt = keptOn.get(first?._id ?? '');
      const afterMs = retriedAfterMs.get(first?._id ?? '');
      if (afterMs !== undefined) await deferrals.retry(others, afterMs);
      else if (dueAt !== undefined) await deferrals.postpone(others, dueAt);
      else ready.push(...others);
    }
    if (ready.length > 0) await bring(ready);
  }

  async function turn(): Promise<{ sleepMs: number }> {
    if (arrived.size > 0) {
      const keys = [...arrived];
      arrived.clear();
      await deferrals.hurry(keys);
    }
    const rows = await deferrals.claim(rowsMax);
    if (rows.length > 0) {
      await tryAll(rows);
      return { sleepMs: 0 };
    }
    const dueInMs = await deferrals.dueInMs();
    if (dueInMs === null) awaited.clear();
    return { sleepMs: Math.min(dueInMs ?? idleMs, idleMs) };
  }

  const loop = createLoop({ name: `${consumer}.deferrals`, clock: unheld(clock), logger, turn });

  return {
    deferred(waitsFor) {
      for (const key of waitsFor) awaited.add(key);
      loop.wake();
    },
    async start() {
      stopListening = onArrivals(database, (keys) => {
        const news = keys.filter((key) => awaited.has(key));
        if (news.length === 0) return;
        for (const key of news) {
          awaited.delete(key);
          arrived.add(key);
        }
        loop.wake();
      });
      await loop.start();
    },
    async stop() {
      stopListening?.();
      await loop.stop();
    },
  };
}
