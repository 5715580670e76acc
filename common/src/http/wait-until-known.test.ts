import { v4, v7 } from 'uuid';
import type { Clock } from '../clock.js';
import { waitUntilKnown } from './wait-until-known.js';

/** A clock that moves only when somebody sleeps. */
function movingClock(): Clock {
  let nowMs = Date.parse('2027-01-05T20:00:00Z');
  return {
    now: () => new Date(nowMs),
    sleep: async (ms) => {
      nowMs += ms;
    },
  };
}

const idMadeAgoMs = (clock: Clock, ageMs: number) => v7({ msecs: clock.now().getTime() - ageMs });

it('waits for a young id until its event has arrived', async () => {
  const clock = movingClock();
  let asked = 0;
  const find = async () => (++asked < 4 ? null : 'the ticket');
  await expect(waitUntilKnown(idMadeAgoMs(clock, 500), find, clock)).resolves.toBe('the ticket');
});

it('gives up on a young id after two seconds: try again in one', async () => {
  const clock = movingClock();
  const startedAtMs = clock.now().getTime();
  await expect(
    waitUntilKnown(idMadeAgoMs(clock, 500), async () => null, clock),
  ).rejects.toMatchObject({
    code: 'try_again',
    options: { retryAfterSeconds: 1 },
  });
  expect(clock.now().getTime() - startedAtMs).toBeGreaterThanOrEqual(2_000);
  expect(clock.now().getTime() - startedAtMs).toBeLessThan(2_200);
});

it.each([
  ['older than ten seconds', (clock: Clock) => idMadeAgoMs(clock, 10_000)],
  ['dated in the future', (clock: Clock) => idMadeAgoMs(clock, -1_000)],
  ['not a UUIDv7', () => v4()],
])('an unknown id %s is unknown at once', async (_title, makeId) => {
  const clock = movingClock();
  let asked = 0;
  const find = async () => {
    asked += 1;
    return null;
  };
  await expect(waitUntilKnown(makeId(clock), find, clock)).resolves.toBeNull();
  expect(asked).toBe(1);
});
