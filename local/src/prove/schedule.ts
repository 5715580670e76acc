import { commonFault, rareFaults, slowFaults, stripeFaults } from './faults/all-faults.js';
import type { Fault, Target } from './faults/fault.js';
import { type Random, seededRandom } from './random.js';

export interface PlannedFault {
  /** Since the beginning of its chapter. */
  readonly atMs: number;
  readonly fault: Fault;
  readonly target: Target;
  readonly lastsMs: number;
}

/** Faults one after another and beside each other, and then a calm in which all must recover. */
export interface Chapter {
  readonly faults: readonly PlannedFault[];
  readonly calmMs: number;
}

/** A fault begins every five seconds: in ten minutes more than fifty kills. */
const everyMs = 5_000;
/** Something goes wrong at Stripe every ten seconds, beside all that. */
const stripeEveryMs = 10_000;
/** At least: so much time takes what happens in each. */
const chapterMs = 120_000;
const calmMs = 14_000;
/**
 * What takes minutes to be seen, and Stripe's troubles, which need somebody who pays just then, are
 * for runs with time for them: in a shorter one they would fail it by not happening.
 */
const longRunMinutes = 5;
export const isLongRun = (minutes: number) => minutes >= longRunMinutes;
/** Time to be back before the same target is hit again. */
const recoveryMs = 8_000;

/** Everything that will go wrong, from a seed alone: the same seed gives the same plan. */
export function planRun(seed: number, minutes: number): readonly Chapter[] {
  const random = seededRandom(seed);
  const isLong = isLongRun(minutes);
  const totalMs = minutes * 60_000;
  const chapterCount = Math.max(1, Math.floor(totalMs / chapterMs));
  const faultsMs = totalMs / chapterCount - calmMs;
  const drawRare = deckOf(random, rareFaults);
  const drawStripe = deckOf(random, stripeFaults);
  const slotCount = Math.max(1, Math.floor(faultsMs / everyMs));
  const stripeCount = isLong ? Math.max(1, Math.floor(faultsMs / stripeEveryMs)) : 0;
  return Array.from({ length: chapterCount }, () => ({
    faults: [
      ...planChapter(random, drawRare, slotCount, isLong),
      ...planStripe(random, drawStripe(stripeCount)),
    ].sort((a, b) => a.atMs - b.atMs),
    calmMs,
  }));
}

function planChapter(
  random: Random,
  drawRare: Draw,
  slotCount: number,
  isLong: boolean,
): PlannedFault[] {
  const slow = isLong ? slowFaults.slice(0, slotCount) : [];
  const rareCount = Math.max(0, Math.floor(slotCount / 2) - slow.length);
  const rare = drawRare(rareCount);
  const kills = Array.from({ length: slotCount - slow.length - rareCount }, () => commonFault);
  const busyUntilMs = new Map<Target, number>();
  const hits = new Map<Target, number>();
  return [...slow, ...random.shuffled([...rare, ...kills])].map((fault, slot) => {
    const atMs = slot * everyMs + random.between(0, everyMs / 2);
    const free = fault.targets.filter((target) => (busyUntilMs.get(target) ?? 0) <= atMs);
    const target = random.pick(leastHit(free.length > 0 ? free : fault.targets, hits));
    const lastsMs = random.between(...fault.lastsMs);
    busyUntilMs.set(target, atMs + lastsMs + recoveryMs);
    hits.set(target, (hits.get(target) ?? 0) + 1);
    return { atMs, fault, target, lastsMs };
  });
}

/** One after the other: what happens to one target waits for what happened to it before. */
function planStripe(random: Random, faults: readonly Fault[]): PlannedFault[] {
  return faults.map((fault, slot) => ({
    atMs: slot * stripeEveryMs + random.between(0, stripeEveryMs / 4),
    fault,
    target: random.pick(fault.targets),
    lastsMs: random.between(...fault.lastsMs),
  }));
}

type Draw = (count: number) => readonly Fault[];

/** Draws each once before any comes a second time, whichever chapter asks. */
function deckOf(random: Random, faults: readonly Fault[]): Draw {
  let deck: readonly Fault[] = [];
  return (count) => {
    while (deck.length < count) deck = [...deck, ...random.shuffled(faults)];
    const drawn = deck.slice(0, count);
    deck = deck.slice(count);
    return drawn;
  };
}

/** Everybody gets a turn before anybody gets another. */
function leastHit(targets: readonly Target[], hits: ReadonlyMap<Target, number>): Target[] {
  const hitsOf = (target: Target) => hits.get(target) ?? 0;
  const fewest = Math.min(...targets.map(hitsOf));
  return targets.filter((target) => hitsOf(target) === fewest);
}
