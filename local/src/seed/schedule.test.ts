import { datesOf } from './schedule.js';

const saturdayNight = { weekday: 6, at: '21:00', weeksLater: 0, lengthHours: 2 } as const;

test.each([
  ['Europe/Lisbon', '2026-11-17T12:00:00Z', '2026-11-21T21:00:00.000Z'],
  ['Asia/Tokyo', '2026-11-17T12:00:00Z', '2026-11-21T12:00:00.000Z'],
  ['America/New_York', '2026-11-17T12:00:00Z', '2026-11-22T02:00:00.000Z'],
])('the coming Saturday night in %s is by the clock of that place', (zone, now, startsAt) => {
  expect(datesOf(saturdayNight, zone, new Date(now)).startsAt.toISOString()).toBe(startsAt);
});

test('an Event about to begin moves to next week, so that there is time to buy', () => {
  const now = new Date('2026-11-21T19:00:00Z');
  const { startsAt } = datesOf(saturdayNight, 'Europe/Lisbon', now);
  expect(startsAt.toISOString()).toBe('2026-11-28T21:00:00.000Z');
});

test('weeks later it is the same time on the wall, across a change of the clocks', () => {
  const inSpring = { ...saturdayNight, weeksLater: 20 };
  const now = new Date('2026-11-17T12:00:00Z');
  const { startsAt, endsAt } = datesOf(inSpring, 'Europe/Berlin', now);
  expect(startsAt.toISOString()).toBe('2027-04-10T19:00:00.000Z');
  expect(endsAt.toISOString()).toBe('2027-04-10T21:00:00.000Z');
});

test('every demo date is in the future, whenever somebody starts', () => {
  for (let hour = 0; hour < 24 * 7; hour++) {
    const now = new Date(Date.UTC(2026, 10, 16, hour));
    const { startsAt } = datesOf(saturdayNight, 'Pacific/Auckland', now);
    expect(startsAt.getTime() - now.getTime()).toBeGreaterThanOrEqual(3 * 3_600_000);
    expect(startsAt.getTime() - now.getTime()).toBeLessThan(9 * 86_400_000);
  }
});
