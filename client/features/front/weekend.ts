const MS_PER_DAY = 86_400_000;
const MS_PER_HOUR = 3_600_000;
const FRIDAY = 5;

/**
 * From Friday 16:00 to Monday 04:00 UTC, or from now when it has begun. Events are all over the
 * world, so the edges are generous rather than exact for one city.
 */
export function weekendOf(nowMs: number): { from: string; to: string } {
  const midnightMs = Math.floor(nowMs / MS_PER_DAY) * MS_PER_DAY;
  const weekday = new Date(nowMs).getUTCDay();
  const isSunday = weekday === 0;
  const daysToFriday = isSunday ? -2 : FRIDAY - weekday;
  const startMs = midnightMs + daysToFriday * MS_PER_DAY + 16 * MS_PER_HOUR;
  const endMs = midnightMs + (daysToFriday + 3) * MS_PER_DAY + 4 * MS_PER_HOUR;
  return {
    from: new Date(Math.max(nowMs, startMs)).toISOString(),
    to: new Date(endMs).toISOString(),
  };
}

/** The first and the last day of a span, "2026-12-05": it ends in the small hours of the day after the last. */
export function daysOf({ from, to }: { from: string; to: string }): { from: string; to: string } {
  const lastDayMs = Date.parse(to) - MS_PER_DAY / 2;
  return { from: from.slice(0, 10), to: new Date(lastDayMs).toISOString().slice(0, 10) };
}
