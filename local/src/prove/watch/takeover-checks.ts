import type { Violations } from '../../ledger/ledger.js';
import type { FaultRecord } from '../run-faults.js';
import { type Takeover, takeoverMsMax } from './takeovers.js';

/** What is promised of a killed relay. */
const promisedMsMax = 7_000;
/** Of fewer the middle one says nothing of the others. */
const judgedMin = 3;
/** Who lost a server finds it again within this after it is back. */
const aftermathMs = 5_000;
/** Nobody gets a processor when a read of some rows takes this long. */
const slowLookMs = 1_000;

/** Those beside which nothing else was broken, and the machine had time for what it was asked. */
export function undisturbed(
  takeovers: readonly Takeover[],
  faults: readonly FaultRecord[],
): readonly Takeover[] {
  return takeovers.filter(
    (one) => one.slowestLookMs < slowLookMs && !faults.some((fault) => disturbs(fault, one)),
  );
}

function disturbs({ target, service, fromMs, toMs }: FaultRecord, one: Takeover): boolean {
  const untilMs = one.fromMs + (one.tookMs ?? takeoverMsMax);
  if (fromMs > untilMs) return false;
  // Its own death, and what was before it, is what is measured; a second one while it comes back not.
  if (target === one.target) return fromMs > one.fromMs;
  const concerns = target === 'broker' || target === 'database' || service === one.service;
  return concerns && toMs + aftermathMs > one.fromMs;
}

/**
 * A takeover that never happens is a violation, and when the middle one takes too long: a single
 * one may have waited for a processor.
 */
export function takeoverViolations(
  takeovers: readonly Takeover[],
  faults: readonly FaultRecord[],
): Violations {
  const judged = undisturbed(takeovers, faults);
  const never = judged
    .filter(({ tookMs }) => tookMs === null)
    .map(({ target }) => `Lease: nobody took the partitions of ${target} within 30 s of its kill`);
  const took = judged.flatMap(({ tookMs }) => tookMs ?? []).sort((a, b) => a - b);
  const middleMs = took[Math.floor((took.length - 1) / 2)] ?? 0;
  if (took.length < judgedMin || middleMs <= promisedMsMax) return never;
  const seconds = (middleMs / 1_000).toFixed(1);
  return [...never, `Lease: half of ${took.length} takeovers took ${seconds} s or more, not 7`];
}
