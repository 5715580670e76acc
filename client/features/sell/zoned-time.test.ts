import { utcToZonedTime, zonedTimeToUtc } from './zoned-time';

describe("a time on the clocks of the Event's place", () => {
  it.each([
    ['2026-12-05T20:00', 'Europe/Lisbon', '2026-12-05T20:00:00.000Z'],
    ['2026-07-05T20:00', 'Europe/Lisbon', '2026-07-05T19:00:00.000Z'],
    ['2026-12-05T20:00', 'America/New_York', '2026-12-06T01:00:00.000Z'],
    ['2026-12-05T20:00', 'Asia/Kathmandu', '2026-12-05T14:15:00.000Z'],
    ['2026-12-05T00:30', 'Pacific/Auckland', '2026-12-04T11:30:00.000Z'],
  ])('%s in %s is %s', (local, zone, utc) => {
    expect(zonedTimeToUtc(local, zone)).toEqual({ kind: 'instant', utc });
    expect(utcToZonedTime(utc, zone)).toBe(local);
  });

  it('that the clocks skip in spring does not exist', () => {
    expect(zonedTimeToUtc('2026-03-29T02:30', 'Europe/Berlin')).toEqual({ kind: 'skipped' });
  });

  it('that happens twice in autumn is the first of the two', () => {
    expect(zonedTimeToUtc('2026-10-25T02:30', 'Europe/Berlin')).toEqual({
      kind: 'instant',
      utc: '2026-10-25T00:30:00.000Z',
    });
  });

  it('that is no time is refused', () => {
    expect(zonedTimeToUtc('', 'Europe/Berlin')).toEqual({ kind: 'malformed' });
    expect(zonedTimeToUtc('2026-02-30T10:00', 'Europe/Berlin')).toEqual({ kind: 'malformed' });
  });
});
