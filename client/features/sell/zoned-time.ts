/** Minutes by which a zone is ahead of UTC at an instant. */
function offsetMinutesAt(utcMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(new Date(utcMs));
  const value = (type: string): number =>
    Number(parts.find((part) => part.type === type)?.value ?? Number.NaN);
  const asUtcMs = Date.UTC(
    value('year'),
    value('month') - 1,
    value('day'),
    value('hour'),
    value('minute'),
    value('second'),
  );
  return Math.round((asUtcMs - Math.floor(utcMs / 1_000) * 1_000) / 60_000);
}

const localPattern = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/;

export type ZonedTime =
  | { kind: 'instant'; utc: string }
  | { kind: 'malformed' }
  /** The clocks are put forward over this time; it never happens there. */
  | { kind: 'skipped' };

/**
 * The wall clock of a place ("2026-12-05T20:00" in "Europe/Lisbon") as RFC 3339 in UTC.
 * A time that happens twice, when clocks go back, means the first of the two.
 */
export function zonedTimeToUtc(local: string, timeZone: string): ZonedTime {
  const match = localPattern.exec(local);
  if (match === null) return { kind: 'malformed' };
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  const wallMs = Date.UTC(year, month - 1, day, hour, minute);
  if (Number.isNaN(wallMs) || new Date(wallMs).getUTCDate() !== day) return { kind: 'malformed' };
  const dayMs = 86_400_000;
  const candidates = [wallMs - dayMs, wallMs, wallMs + dayMs]
    .map((nearMs) => wallMs - offsetMinutesAt(nearMs, timeZone) * 60_000)
    .filter((utcMs) => utcMs + offsetMinutesAt(utcMs, timeZone) * 60_000 === wallMs)
    .sort((a, b) => a - b);
  const first = candidates[0];
  return first === undefined
    ? { kind: 'skipped' }
    : { kind: 'instant', utc: new Date(first).toISOString() };
}

/** The reverse: what the wall clock of the place shows at an instant, for a date field. */
export function utcToZonedTime(utc: string, timeZone: string): string {
  const utcMs = Date.parse(utc);
  const wallMs = utcMs + offsetMinutesAt(utcMs, timeZone) * 60_000;
  return new Date(wallMs).toISOString().slice(0, 16);
}
