import { act, renderHook } from '@testing-library/react';
import { useSpaced } from './use-spaced';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('the first news is said at once, what follows within five seconds is said together', () => {
  const [a, b, c] = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
  const { result, rerender } = renderHook(({ latest }) => useSpaced(latest), {
    initialProps: { latest: [a] },
  });
  expect(result.current).toEqual([a]);
  rerender({ latest: [a, b] });
  rerender({ latest: [b, c] });
  expect(result.current).toEqual([a]);
  act(() => void jest.advanceTimersByTime(5_000));
  expect(result.current).toEqual([b, c]);
});

test('after five quiet seconds news is said at once again', () => {
  const [a, b] = [{ id: 'a' }, { id: 'b' }];
  const { result, rerender } = renderHook(({ latest }) => useSpaced(latest), {
    initialProps: { latest: [a] },
  });
  act(() => void jest.advanceTimersByTime(5_000));
  rerender({ latest: [b] });
  expect(result.current).toEqual([b]);
});
