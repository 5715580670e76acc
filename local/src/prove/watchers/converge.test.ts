import { systemClock } from '@marquee/common/clock';
import { converge } from './converge.js';
import type { InventorySeat } from './live-checks.js';

const seat = { ticketId: 'a', eventId: 'e', status: 'sold', version: 2 };
const truth: readonly InventorySeat[] = [{ ...seat, price: { amount: 1 } }];
const readSeats = async () => truth;
const within = (ms: number) => systemClock.sleep(ms);

test('pages that are up to date at healing took no time, whatever the outboxes take', async () => {
  const found = await converge({ readSeats, laggards: () => [] }, new Promise(() => undefined));
  expect(found).toMatchObject({ afterOutboxesMs: 0, late: [] });
  expect(found.afterMs).not.toBeNull();
});

test('the time runs from healing, and is told from the outboxes, too', async () => {
  const startedAtMs = performance.now();
  const laggards = () => (performance.now() - startedAtMs < 900 ? ['a page was behind'] : []);
  const found = await converge({ readSeats, laggards }, within(600));
  expect(found.afterMs).toBeGreaterThan(850);
  expect(found.afterOutboxesMs).toBeLessThan(found.afterMs ?? 0);
});

test('a page that is behind five seconds after healing is late, and named', async () => {
  const laggards = () => ['a page was behind'];
  const found = await converge({ readSeats, laggards }, within(10));
  expect(found).toEqual({ afterMs: null, afterOutboxesMs: null, late: ['a page was behind'] });
});

test('what cannot be read is not up to date', async () => {
  const readNothing = () => Promise.reject(new Error('away'));
  const found = await converge({ readSeats: readNothing, laggards: () => [] }, within(10));
  expect(found).toMatchObject({ afterMs: null, late: ['nobody could read what is so'] });
});
