import { stepsOf } from './sales-steps';

test('the line climbs at each sale, by its share, and ends now', () => {
  const frame = { openedAtMs: 0, nowMs: 100, width: 100, height: 44 };
  const sales = [
    { atMs: 20, tickets: 1 },
    { atMs: 50, tickets: 3 },
  ];
  expect(stepsOf(sales, frame)).toBe('M0 42.0H18.8V32.0H47.0V2.0H100');
});

test('without a sale it is flat', () => {
  expect(stepsOf([], { openedAtMs: 0, nowMs: 0, width: 100, height: 44 })).toBe('M0 42.0H100');
});
