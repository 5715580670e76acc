import { type FaultRecord, runFaults } from './run-faults.js';
import { planRun } from './schedule.js';
import type { World } from './topology/world.js';
import type { Watch } from './watch/open-watch.js';
import { type Recovery, watchRecovery } from './watch/recovery.js';
import type { Watchers } from './watchers/open-watchers.js';

export interface ChapterRecords {
  readonly faults: readonly FaultRecord[];
  readonly recoveries: readonly Recovery[];
}

interface Stage {
  readonly world: World;
  readonly watch: Watch;
  readonly watchers: Pick<Watchers, 'converge'>;
}

/** Everything that was planned, chapter by chapter; after each, how soon all is well again. */
export async function runChapters(
  { world, watch, watchers }: Stage,
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
    const convergedMs = await watchers.converge();
    const after = convergedMs === null ? 'never' : (convergedMs / 1_000).toFixed(1);
    journal.tell(`every page was live and up to date after another ${after} s`);
    await clock.sleep(healedAtMs + chapter.calmMs - performance.now(), signal);
  }
  return { faults, recoveries };
}
