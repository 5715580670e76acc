import { systemClock } from '@marquee/common/clock';
import { tryWithin } from '../waiting.js';
import type { InventorySeat } from './live-checks.js';

/** What docs/live.md promises: from healing, and from when the bus has everything, which I8 judges. */
const convergeMsMax = 5_000;
const readMsMax = 2_000;
const lookEveryMs = 50;
const shownMax = 4;

export interface Convergence {
  /** From healing until every page was live and had all that was so; null: not in time. */
  readonly afterMs: number | null;
  /** The same from when the outboxes were up to date; 0 when pages were first. */
  readonly afterOutboxesMs: number | null;
  /** Who was late, a sentence each. */
  readonly late: readonly string[];
}

export interface ConvergeDependencies {
  readonly readSeats: () => Promise<readonly InventorySeat[]>;
  /** Who is not live, or lacks what was so in `inventory`. */
  readonly laggards: (inventory: readonly InventorySeat[]) => readonly string[];
}

/** To be called at healing; `outboxes` resolves when they are up to date, or are given up. */
export async function converge(
  { readSeats, laggards }: ConvergeDependencies,
  outboxes: Promise<unknown>,
): Promise<Convergence> {
  const healedAtMs = performance.now();
  let outboxesAtMs: number | null = null;
  void outboxes.finally(() => {
    outboxesAtMs = performance.now();
  });
  let inventory: readonly InventorySeat[] = [];
  for (;;) {
    // As it was at healing: what changes later is told later.
    if (inventory.length === 0) inventory = (await tryWithin(readMsMax, readSeats)) ?? [];
    const late = inventory.length === 0 ? ['nobody could read what is so'] : laggards(inventory);
    const nowMs = performance.now();
    const afterMs = nowMs - healedAtMs;
    const afterOutboxesMs = outboxesAtMs === null ? 0 : nowMs - outboxesAtMs;
    if (late.length === 0) return { afterMs, afterOutboxesMs, late };
    const isOver = outboxesAtMs !== null && afterOutboxesMs > convergeMsMax;
    if (isOver && afterMs > convergeMsMax) return { afterMs: null, afterOutboxesMs: null, late };
    await systemClock.sleep(lookEveryMs);
  }
}

/** The first few, and how many more. */
export function someOf(late: readonly string[]): string {
  const shown = late.slice(0, shownMax).join('; ');
  return late.length <= shownMax ? shown : `${shown}; and ${late.length - shownMax} more`;
}
