import { setTimeout as wait } from 'node:timers/promises';
import type { Handler } from '../bus/port.js';
import type { Clock } from '../clock.js';
import { createLoop } from '../lifecycle/create-loop.js';
import type { Logger } from '../logging/index.js';
import type { Database } from '../mongo/index.js';
import { onArrivals } from './arrivals.js';
import type { Deferrals } from './deferrals.js';
import type { DeferredDelivery } from './rows.js';

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
 * tried first, so that a thousand that come too early cost one try and not a thousand.
 */
export function createDeferralLoop(options: DeferralLoopOptions): DeferralLoop {
  const { consumer, database, clock, logger, deferrals, handler } = options;
  /** What this process has deferred something for. */
  const awaited = new Set<string>();
  const arrived = new Set<string>();
  let stopListening: (() => void) | undefined;

  /** Answers those that are over, and how long each of the others is kept on. */
  async function bring(rows: readonly DeferredDelivery[]) {
    const verdicts = await handler(rows.map(({ event }) => ({ event, attempt: 2 })));
    const keptOn = await deferrals.keptOn(rows);
    const over: string[] = [];
    for (const [at, { _id }] of rows.entries()) {
      const verdict = verdicts[at];
      if (verdict?.kind === 'retry') await deferrals.retry([_id], verdict.afterMs);
      else if (!keptOn.has(_id)) over.push(_id);
    }
    await deferrals.forget(over);
    return keptOn;
  }

  async function tryAll(rows: readonly DeferredDelivery[]): Promise<void> {
    const groups = new Map<string, DeferredDelivery[]>();
    for (const row of rows) groups.set(row.waitsFor, [...(groups.get(row.waitsFor) ?? []), row]);
    const keptOn = await bring([...groups.values()].flatMap(([first]) => first ?? []));
    const ready: DeferredDelivery[] = [];
    for (const [waitsFor, [first, ...others]] of groups) {
      const dueAt = keptOn.get(first?._id ?? '');
      if (dueAt === undefined) ready.push(...others);
      else await deferrals.postpone(waitsFor, dueAt);
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
        for (const key of news) arrived.add(key);
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

/** A sleep that keeps no process alive: what is deferred waits for the next one as well. */
function unheld(clock: Clock): Clock {
  return {
    ...clock,
    sleep: async (ms, signal) => {
      const options = { ref: false, ...(signal !== undefined && { signal }) };
      await wait(ms, undefined, options).catch(() => undefined);
    },
  };
}
