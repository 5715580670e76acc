import { keepPace } from './pace.js';
import { createStopwatch } from './stopwatch.js';

it('writes begin when they are due, although earlier ones have not ended', async () => {
  let underWay = 0;
  let most = 0;
  const write = async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => setTimeout(resolve, 100));
    underWay -= 1;
  };
  await keepPace({ eventsPerSecond: 1_000, eventsPerWrite: 10, seconds: 0.2 }, write);
  expect(most).toBeGreaterThan(1);
  expect(underWay).toBe(0);
});

it('an event that nobody heard of counts as lost, one that was heard early as no wait', async () => {
  const stopwatch = createStopwatch({ waitMsMax: 50 });
  stopwatch.heard('early');
  for (const id of ['early', 'later', 'never']) stopwatch.committed(id);
  stopwatch.heard('later');
  const { ms, lost } = await stopwatch.read();
  expect(lost).toBe(1);
  expect(ms).toHaveLength(2);
  expect(ms[0]).toBe(0);
});
