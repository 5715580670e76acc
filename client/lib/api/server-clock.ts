import { clock } from '@/lib/clock';

/**
 * How far the server's clock is ahead of this one, as the range it must lie in.
 * A `Date` header is cut to whole seconds, so one answer leaves a second of doubt plus the journey;
 * every further answer narrows it.
 */
export interface OffsetRange {
  lowestMs: number;
  highestMs: number;
}

export interface ClockSample {
  dateHeader: string;
  sentAtMs: number;
  receivedAtMs: number;
}

export function narrowOffset(known: OffsetRange | null, sample: ClockSample): OffsetRange | null {
  const dateMs = Date.parse(sample.dateHeader);
  if (Number.isNaN(dateMs)) return known;
  const lowestMs = dateMs - sample.receivedAtMs;
  const highestMs = dateMs + 1_000 - sample.sentAtMs;
  if (known === null) return { lowestMs, highestMs };
  const narrowed = {
    lowestMs: Math.max(known.lowestMs, lowestMs),
    highestMs: Math.min(known.highestMs, highestMs),
  };
  // They no longer meet: one of the clocks was set, so only the newest answer counts.
  return narrowed.lowestMs > narrowed.highestMs ? { lowestMs, highestMs } : narrowed;
}

export const offsetMs = (range: OffsetRange | null): number =>
  range === null ? 0 : Math.round((range.lowestMs + range.highestMs) / 2);

let range: OffsetRange | null = null;
const listeners = new Set<() => void>();

/** Learns from an answer of our own origin. */
export function learnServerTime(response: Response, sentAtMs: number): void {
  const dateHeader = response.headers.get('date');
  if (dateHeader === null) return;
  range = narrowOffset(range, { dateHeader, sentAtMs, receivedAtMs: clock.nowMs() });
  for (const listener of listeners) listener();
}

/** Add to this browser's clock to get the server's. */
export const serverOffsetMs = (): number => offsetMs(range);

/** The server's time now, as well as this browser knows it. */
export const serverNowMs = (): number => clock.nowMs() + serverOffsetMs();

export function onServerTimeLearnt(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
