import { duplicateEffects } from '../ledger/bus-checks.js';
import type { LateMoney } from '../ledger/late-money.js';
import type { Ledger } from '../ledger/ledger.js';
import { type Parking, parkedWasFound } from '../ledger/parking-checks.js';
import type { CheckedBooks } from './check-books.js';
import { notRunHere } from './faults/all-faults.js';
import type { Load } from './load/load.js';
import type { Memory } from './load/memory.js';
import type { Tally } from './load/tally.js';
import { moneyLines } from './money-report.js';
import type { ChapterRecords } from './run-chapters.js';
import { timeLines } from './time-report.js';
import type { Watch } from './watch/open-watch.js';
import type { Watchers } from './watchers/open-watchers.js';

export interface Facts extends ChapterRecords {
  readonly ledger: Ledger;
  readonly tally: Tally;
  readonly load: Load;
  readonly memory: Memory;
  readonly watch: Watch;
  readonly watchers: Watchers;
  readonly parkings: readonly Parking[];
  readonly nextReplicaCount: number;
  readonly late: readonly LateMoney[];
  readonly books: CheckedBooks;
}

/** What was done and what was seen, for a person. */
export function describe(facts: Facts): string[] {
  return [
    ...faultLines(facts),
    ...requestLines(facts),
    ...eventLines(facts),
    ...timeLines({ ...facts, takeovers: facts.watch.takeovers.all }),
    ...moneyLines(facts.ledger, facts.late),
    'npm run ledger -- check:',
    ...facts.books.lines.map((line) => `    ${line}`),
    ...facts.watchers.describe(),
    ...notRunHere.map((line) => `not run here: ${line}`),
  ];
}

function faultLines({ faults }: Facts): string[] {
  const kills = faults.filter(({ isKill, wasSeen }) => isKill && wasSeen).length;
  const seen = faults.filter(({ wasSeen }) => wasSeen);
  const counts = countBy(seen.map(({ name, target }) => `${kindOf(target)} ${name}`));
  return [`faults: ${seen.length} of ${faults.length} seen, ${kills} kills`, ...table(counts)];
}

/** `broker`, `database`, or a process. */
const kindOf = (target: string) => (target.includes('-') ? 'process' : target);

function requestLines({ tally, load, memory, nextReplicaCount }: Facts): string[] {
  const lines = [...tally.counts].map(([request, statuses]) => {
    const parts = [...statuses].sort(([a], [b]) => a.localeCompare(b));
    return `    ${request}: ${parts.map(([status, count]) => `${count} × ${status}`).join(', ')}`;
  });
  return [
    `requests: ${tally.total()} in ${load.journeyCount()} journeys ` +
      `(${load.turnedAwayCount()} people turned away, ${nextReplicaCount} sent to the next replica)`,
    `remembered: ${memory.orders.length} orders asked for, ${memory.writes.length} other writes`,
    ...lines.sort(),
  ];
}

function eventLines({ ledger, parkings, watch: { metrics } }: Facts): string[] {
  const events = countBy(ledger.outbox.map(({ event }) => event.type));
  const outcomes = ['applied', 'skipped', 'waiting', 'duplicate'].map(
    (outcome) => [outcome, metrics.sum('inbox_events_total', `outcome="${outcome}"`)] as const,
  );
  const deliveries = outcomes.reduce((sum, [, count]) => sum + count, 0);
  const duplicates = metrics.sum('inbox_events_total', 'outcome="duplicate"');
  const perTenThousand = deliveries === 0 ? 0 : (duplicates / deliveries) * 10_000;
  const effects = duplicateEffects(ledger).length + metrics.sum('inbox_duplicate_effects_total');
  const applied = parkings.filter((parking) => parkedWasFound([parking]).length === 0).length;
  return [
    `domain events: ${ledger.outbox.length}`,
    ...table(events),
    `orders: ${listOf(countBy(ledger.orders.map(({ status }) => status)))}`,
    `payments: ${listOf(countBy(ledger.payments.map(({ status }) => status)))}`,
    `deliveries counted: ${deliveries} (${outcomes.map(([name, count]) => `${count} ${name}`).join(', ')})`,
    `duplicate deliveries: ${perTenThousand.toFixed(1)} in 10,000`,
    `duplicate effects: ${effects} of ${ledger.heard.length} effects of the auditor`,
    `parked on purpose: ${parkings.length}, of which ${applied} were listed, counted, put back and applied`,
    `parked at the end: ${ledger.parked.length}`,
  ];
}

function countBy(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return new Map([...counts].sort(([a], [b]) => a.localeCompare(b)));
}

const listOf = (counts: ReadonlyMap<string, number>) =>
  [...counts].map(([name, count]) => `${count} ${name}`).join(', ');

const table = (counts: ReadonlyMap<string, number>) =>
  [...counts].map(([name, count]) => `    ${String(count).padStart(6)} ${name}`);
