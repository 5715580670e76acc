import { daysOf, weekendOf } from './weekend';

const at = (iso: string) => weekendOf(Date.parse(iso));

test('before Friday evening the weekend is the coming one', () => {
  expect(at('2026-11-18T12:00:00Z')).toEqual({
    from: '2026-11-20T16:00:00.000Z',
    to: '2026-11-23T04:00:00.000Z',
  });
});

test('once it has begun it starts now', () => {
  for (const now of ['2026-11-21T10:00:00.000Z', '2026-11-22T20:00:00.000Z']) {
    expect(at(now)).toEqual({ from: now, to: '2026-11-23T04:00:00.000Z' });
  }
});

test('its days end with Sunday', () => {
  expect(daysOf(at('2026-11-18T12:00:00Z'))).toEqual({ from: '2026-11-20', to: '2026-11-22' });
});
