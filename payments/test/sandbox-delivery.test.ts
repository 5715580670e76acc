import { afterFailure, type Delivery, setOut } from '../sandbox/events/delivery.js';
import { allOff } from '../sandbox/switches/switches.js';

const now = new Date('2026-11-27T12:00:00Z');
const msLater = (at: Date | undefined) => (at ?? now).getTime() - now.getTime();

test('reorder: an earlier event may come after a later one', () => {
  const chances = [0.9, 0.9, 0.9, 0.1];
  const random = () => chances.shift() ?? 0;
  const switches = { ...allOff, reorder: true };
  const [first] = setOut(switches, now, random);
  const [second] = setOut(switches, now, random);
  expect(msLater(first?.nextAttemptAt)).toBeGreaterThan(msLater(second?.nextAttemptAt));
});

test('without switches an event sets out at once, once', () => {
  expect(setOut(allOff, now, () => 0)).toEqual([{ state: 'due', nextAttemptAt: now }]);
});

function failed(attempts: number, ageMs = 0) {
  const createdAt = new Date(now.getTime() - ageMs);
  const delivery: Delivery = {
    ...{ _id: 'whd_1', event: 'evt_1', createdAt, attempts },
    ...{ state: 'due', nextAttemptAt: now, lastStatus: null },
  };
  return afterFailure(delivery, now, 1_000);
}

test('the pauses between attempts double, up to an hour', () => {
  const pauses = [1, 2, 3, 30].map((attempts) => msLater(failed(attempts).nextAttemptAt));
  expect(pauses).toEqual([1_000, 2_000, 4_000, 3_600_000]);
});

test('after three days an event is given up', () => {
  expect(failed(90, 71 * 3_600_000 - 1).state).toBe('due');
  expect(failed(90, 72 * 3_600_000).state).toBe('abandoned');
});
