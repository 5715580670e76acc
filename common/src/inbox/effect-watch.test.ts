import { createEffectWatch } from './effect-watch.js';

test('an effect that is committed again is counted, each time once', () => {
  const watch = createEffectWatch();
  expect(watch.committed(['a', 'b'])).toBe(0);
  expect(watch.committed(['c', 'a'])).toBe(1);
  expect(watch.committed(['a', 'a'])).toBe(2);
});

test('what was committed ten thousand effects ago is forgotten, the latest are not', () => {
  const watch = createEffectWatch();
  const ids = Array.from({ length: 10_001 }, (_value, at) => `event-${at}`);
  expect(watch.committed(ids)).toBe(0);
  expect(watch.committed(['event-1'])).toBe(1);
  expect(watch.committed(['event-0'])).toBe(0);
});
