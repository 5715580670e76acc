const dayMs = 86_400_000;
/** An Event of this weekend should still be ahead for whoever starts on Saturday night. */
const noticeMs = 3 * 3_600_000;

/** A time of the week at the venue, some weeks from the next one. */
export interface Schedule {
  /** 0 is Sunday. */
  readonly weekday: 0 | 1 | 2 | 3 | 4 | 5 | 6;
  /** By the clock on the venue's wall, such as `20:30`. */
  readonly at: string;
  readonly weeksLater: number;
  readonly lengthHours: number;
}

/** When a schedule means, seen from `now`: never sooner than in three hours. */
export function datesOf(
  schedule: Schedule,
  timeZone: string,
  now: Date,
): { startsAt: Date; endsAt: Date } {
  for (let day = 0; day <= 8; day++) {
    const date = localDate(new Date(now.getTime() + day * dayMs), timeZone);
    if (weekdayOf(date) !== schedule.weekday) continue;
    const soonest = wallTime(date, schedule.at, timeZone);
    if (soonest.getTime() < now.getTime() + noticeMs) continue;
    // Weeks are added to the date, not to the instant, so that 20:00 stays 20:00 in winter.
    const startsAt = wallTime(plusDays(date, schedule.weeksLater * 7), schedule.at, timeZone);
    return { startsAt, endsAt: new Date(startsAt.getTime() + schedule.lengthHours * 3_600_000) };
  }
  throw new Error(`No ${schedule.at} on weekday ${schedule.weekday} was found in ${timeZone}`);
}

/** The calendar date somewhere, as `2027-03-05`. */
function localDate(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(instant);
}

function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

function plusDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** The instant at which a wall clock shows this. Two looks, since the first may cross a change. */
function wallTime(date: string, time: string, timeZone: string): Date {
  const shown = Date.parse(`${date}T${time}:00Z`);
  const guess = shown - offsetMs(shown, timeZone);
  return new Date(shown - offsetMs(guess, timeZone));
}

function offsetMs(instant: number, timeZone: string): number {
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(instant);
  return Date.parse(`${shown.replace(' ', 'T')}Z`) - Math.floor(instant / 1000) * 1000;
}
