/** A time in which one process dated its domain events with a wrong clock. */
export interface ClockSkew {
  /** By the right clock, in milliseconds since 1970. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly aheadMs: number;
}

/** The earliest moment at which something dated `datedMs` can have happened. */
export function earliestMs(datedMs: number, skews: readonly ClockSkew[]): number {
  return Math.min(...momentsOf(datedMs, skews));
}

/** The latest one. */
export function latestMs(datedMs: number, skews: readonly ClockSkew[]): number {
  return Math.max(...momentsOf(datedMs, skews));
}

function momentsOf(datedMs: number, skews: readonly ClockSkew[]): number[] {
  const skewed = skews
    .map(({ fromMs, toMs, aheadMs }) => ({ fromMs, toMs, ms: datedMs - aheadMs }))
    .filter(({ fromMs, toMs, ms }) => ms >= fromMs && ms <= toMs)
    .map(({ ms }) => ms);
  return [datedMs, ...skewed];
}
