import { formatDayAndTime, isSameWallTime } from './dates';

const lisbon = { formattingLocale: 'en-GB', timeZone: 'Europe/Lisbon' };
const inNovember = Date.parse('2026-11-21T00:00:00Z');

test('an Event’s time is the one on the walls of its venue', () => {
  expect(formatDayAndTime('2026-12-05T20:00:00Z', lisbon, inNovember)).toBe('Sat 5 Dec, 20:00');
  const tokyo = { ...lisbon, timeZone: 'Asia/Tokyo' };
  expect(formatDayAndTime('2026-12-05T20:00:00Z', tokyo, inNovember)).toBe('Sun 6 Dec, 05:00');
});

test('another year is said', () => {
  expect(formatDayAndTime('2027-01-02T20:00:00Z', lisbon, inNovember)).toBe(
    'Sat 2 Jan 2027, 20:00',
  );
});

test('zones that show the same time need no hint', () => {
  expect(isSameWallTime('2026-12-05T20:00:00Z', 'Europe/Lisbon', 'Europe/London')).toBe(true);
  expect(isSameWallTime('2026-12-05T20:00:00Z', 'Europe/Lisbon', 'Europe/Berlin')).toBe(false);
});
