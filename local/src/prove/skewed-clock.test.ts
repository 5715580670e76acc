import { skewClock } from './skewed-clock.js';

test('a skewed clock is wrong by what was asked, and nothing else of Date changes', () => {
  const world = { Date };
  skewClock(world, 30_000);
  const ahead = (ms: number) => ms - Date.now();
  for (const ms of [world.Date.now(), new world.Date().getTime()]) {
    expect(ahead(ms)).toBeGreaterThan(29_000);
    expect(ahead(ms)).toBeLessThanOrEqual(30_000);
  }
  expect(new world.Date('2027-01-01T00:00:00Z').toISOString()).toBe('2027-01-01T00:00:00.000Z');
  expect(world.Date.parse('2027-01-01T00:00:00Z')).toBe(Date.parse('2027-01-01T00:00:00Z'));
  expect(new world.Date()).toBeInstanceOf(Date);
});
