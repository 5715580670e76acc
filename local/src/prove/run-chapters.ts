import { type FaultRecord, runFaults } from './run-faults.js';
import { planRun } from './schedule.js';
import { seconds } from './seconds.js';
import type { World } from './topology/world.js';
import type { Watch } from './watch/open-watch.js';
import { type Recovery, watchRecovery } from './watch/recovery.js';
import { someOf } from './watchers/converge.js';
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
    const recovering = watchRecovery(watch.databases, clock);
    const converging = watchers.converge(recovering);
    const recovery = await recovering;
    recoveries.push(recovery);
    journal.tell(`all is healed; the outboxes were up to date after ${seconds(recovery.afterMs)}`);
    const { afterMs, afterOutboxesMs, late } = await converging;
    journal.tell(
      `every page was live and up to date after ${seconds(afterMs)}, ` +
        `${seconds(afterOutboxesMs)} after the outboxes`,
    );
    if (late.length > 0) journal.tell(`late: ${someOf(late)}`);
    await clock.sleep(healedAtMs + chapter.calmMs - performance.now(), signal);
  }
  return { faults, recoveries };
}
