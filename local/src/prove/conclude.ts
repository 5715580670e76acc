import { checkLedger } from '../ledger/check-ledger.js';
import { findLateMoney } from '../ledger/late-money.js';
import { askAgain } from './ask-again.js';
import { checkBooks } from './check-books.js';
import type { Journeyer } from './load/journey.js';
import type { Load } from './load/load.js';
import { type Tally, unfitAnswers } from './load/tally.js';
import { nothingHappened } from './nothing-happened.js';
import { readQuietLedger, subscribers } from './read-quiet-ledger.js';
import { describe } from './report.js';
import type { ChapterRecords } from './run-chapters.js';
import { isLongRun } from './schedule.js';
import type { World } from './topology/world.js';
import { judge } from './verdict.js';
import { countersAtNought } from './watch/counter-checks.js';
import type { Watch } from './watch/open-watch.js';
import { takeoverViolations, undisturbed } from './watch/takeover-checks.js';
import type { Watchers } from './watchers/open-watchers.js';

/** Everybody and everything that takes part in a run. */
export interface Scene {
  readonly world: World;
  readonly watch: Watch;
  readonly watchers: Watchers;
  readonly journeyer: Journeyer;
  readonly tally: Tally;
}

interface Course extends Scene, ChapterRecords {
  readonly load: Load;
}

/** Asks everybody again, waits for quiet, reads the books and says what holds and what does not. */
export async function conclude(
  { world, watch, watchers, journeyer, tally, load, faults, recoveries }: Course,
  { minutes, say }: { readonly minutes: number; readonly say: (line: string) => void },
): Promise<boolean> {
  const { journal, door, parkings } = world;
  const { asking, memory } = journeyer;
  const requests = await askAgain(asking, memory);
  journal.tell('everybody has asked again; waiting for quiet');
  const ledger = await readQuietLedger(world);
  const stale = await watchers.check(ledger);
  await watch.settle();
  const late = findLateMoney(ledger, world);
  const books = await checkBooks(world);
  const takeovers = watch.takeovers.all;
  const violations = [
    ...checkLedger(ledger, subscribers, requests, { ...world, writes: memory.writes }),
    ...(books.isBalanced ? [] : ['I5: npm run ledger -- check is not satisfied']),
    ...stale,
    ...countersAtNought(watch.metrics),
    ...takeoverViolations(takeovers, faults),
  ];
  const isLong = isLongRun(minutes);
  const complaints = [
    ...journal.complaints,
    ...unfitAnswers(tally),
    ...nothingHappened({ ledger, tally, parkings, isLong }),
  ];
  const untried = [
    ...(parkings.length === 0 ? ['I9'] : []),
    ...(undisturbed(takeovers, faults).length === 0 ? ['Lease'] : []),
  ];
  const { lines, isProved } = judge({ violations, recoveries, faults, complaints, untried });
  const seen = { faults, recoveries, watch, watchers, load, memory, late, books, parkings };
  const facts = { ledger, tally, nextReplicaCount: door.retriedCount(), ...seen };
  for (const line of [...describe(facts), ...lines]) say(line);
  return isProved;
}
