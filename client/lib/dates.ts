interface ZonedOptions {
  formattingLocale: string;
  timeZone: string;
}

const dayAndTime = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const satisfies Intl.DateTimeFormatOptions;

/** "Fri 5 Dec, 20:00", with the year when it is not this one. */
export function formatDayAndTime(
  iso: string,
  { formattingLocale, timeZone }: ZonedOptions,
  nowMs: number,
): string {
  const instant = new Date(iso);
  const year = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone });
  const isThisYear = year.format(instant) === year.format(new Date(nowMs));
  const options = { ...dayAndTime, timeZone, ...(isThisYear ? {} : { year: 'numeric' as const }) };
  const text = new Intl.DateTimeFormat(formattingLocale, options).format(instant);
  // "Fri, 5 Dec, 20:00" reads better with one comma; German keeps its own.
  return formattingLocale.startsWith('en')
    ? text.replace(/^(\w+),/, '$1').replace(' at ', ', ')
    : text;
}

/** "20:00" */
export function formatTime(iso: string, { formattingLocale, timeZone }: ZonedOptions): string {
  return new Intl.DateTimeFormat(formattingLocale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(new Date(iso));
}

function offsetMsOf(instantMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(new Date(instantMs));
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const asUtc = Date.UTC(
    value('year'),
    value('month') - 1,
    value('day'),
    value('hour'),
    value('minute'),
    value('second'),
  );
  return asUtc - Math.floor(instantMs / 1000) * 1000;
}

/** Whether two zones show the same wall time at that moment. */
export function isSameWallTime(iso: string, zoneA: string, zoneB: string): boolean {
  const instantMs = Date.parse(iso);
  return offsetMsOf(instantMs, zoneA) === offsetMsOf(instantMs, zoneB);
}
