import { type FaultRecord, runFaults } from './run-faults.js';
import { planRun } from './schedule.js';
import type { World } from './topology/world.js';
import type { Watch } from './watch/open-watch.js';
import { type Recovery, watchRecovery } from './watch/recovery.js';

export interface ChapterRecords {
  readonly faults: readonly FaultRecord[];
  readonly recoveries: readonly Recovery[];
}

/** Everything that was planned, chapter by chapter; after each, how soon all is well again. */
export async function runChapters(
  world: World,
  watch: Watch,
  { seed, minutes }: { readonly seed: number; readonly minutes: number },
  signal: AbortSignal,
): Promise<ChapterRecords> {
  const { journal, clock } = world;
  const faults: FaultRecord[] = [];
  const recoveries: Recovery[] = [];
  for (const chapter of planRun(seed, minutes)) {
    faults.push(...(await runFaults(world, chapter.faults, watch, signal)));
    if (signal.aborted) break;
    const healedAtMs = performance.now();
    const recovery = await watchRecovery(watch.databases, clock);
    recoveries.push(recovery);
    const seconds = recovery.afterMs === null ? 'never' : (recovery.afterMs / 1_000).toFixed(1);
    journal.tell(`all is healed; the outboxes were up to date after ${seconds} s`);
    await clock.sleep(healedAtMs + chapter.calmMs - performance.now(), signal);
  }
  return { faults, recoveries };
}
