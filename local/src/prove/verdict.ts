import type { Violations } from '../ledger/ledger.js';
import type { FaultRecord } from './run-faults.js';
import type { Recovery } from './watch/recovery.js';

const invariants: readonly (readonly [id: string, promise: string])[] = [
  ['I1', 'every committed domain event was applied by everybody who wants it'],
  ['I2', 'nothing was heard that was not committed'],
  ['I3', 'effects followed the versions of each aggregate, each once'],
  ['I4', 'no ticket is in two orders, none was sold twice'],
  ['I5', 'what was taken and not given back is what orders are owed for, in the books too'],
  ['I6', 'no order completed after its hold, money of what is over went back within 60 s'],
  ['I7', 'replicas equal their owners'],
  ['I8', 'after healing the oldest unpublished row was under 1 s old within 10 s'],
  ['I9', 'what is parked is listed with its reason, counted, and applied once it is put back'],
  ['I10', 'nothing that was answered is lost, nothing that was refused has happened'],
  ['Live', 'everybody who watches sees what is, and hears nothing that is not theirs'],
  [
    'Lease',
    'what killed processes relayed is taken over: half of it within 7 s, all within 30, where nothing else was broken',
  ],
];
const linesMax = 60;

export interface Findings {
  /** From the books. */
  readonly violations: Violations;
  readonly recoveries: readonly Recovery[];
  /** Faults that were not seen, processes that ended by themselves, answers nobody may give. */
  readonly complaints: readonly string[];
  readonly faults: readonly FaultRecord[];
  /** Of which invariants nothing happened that could have violated them: they do not `hold`. */
  readonly untried: readonly string[];
}

/** I8, from the calm after each chapter. */
export function recoveryViolations(recoveries: readonly Recovery[]): Violations {
  if (recoveries.length === 0) return ['I8: nobody measured it'];
  return recoveries
    .filter(({ afterMs }) => afterMs === null)
    .map(({ pendingAtFirst }) => `I8: not within 10 s (${pendingAtFirst} rows were pending)`);
}

/** What holds and what does not, line by line, the verdict last. */
export function judge(findings: Findings): { lines: string[]; isProved: boolean } {
  const all = [...findings.violations, ...recoveryViolations(findings.recoveries)];
  const table = invariants.map(([id, promise]) => {
    const count = all.filter((line) => line.startsWith(`${id}:`)).length;
    const holds = findings.untried.includes(id) ? 'not tried' : 'holds';
    const sign = count === 0 ? holds : `VIOLATED ${count} times`;
    return `${id.padEnd(6)}${sign}: ${promise}`;
  });
  const bad = [...all, ...findings.complaints];
  const unseen = findings.faults.filter(({ wasSeen }) => !wasSeen).length;
  const isProved = bad.length === 0 && unseen === 0 && findings.faults.length > 0;
  const more = bad.length > linesMax ? [`    … and ${bad.length - linesMax} more`] : [];
  return {
    isProved,
    lines: [
      ...table,
      ...bad.slice(0, linesMax).map((line) => `    ${line}`),
      ...more,
      isProved ? 'PROVED' : 'NOT PROVED',
    ],
  };
}
