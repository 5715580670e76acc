import { countdownText, remainingUntil, spokenSeconds } from './countdown';

test('what is left goes by the server’s clock, not by a browser’s that is wrong', () => {
  const browserIsSlowByMs = 30_000;
  expect(remainingUntil(100_000, 10_000, browserIsSlowByMs).totalSeconds).toBe(60);
});

test('time is up exactly at the end, and stays so', () => {
  expect(remainingUntil(10_000, 9_999, 0)).toMatchObject({ totalSeconds: 1, isOver: false });
  expect(remainingUntil(10_000, 10_000, 0).isOver).toBe(true);
  expect(remainingUntil(10_000, 99_000, 0)).toMatchObject({ totalSeconds: 0, isOver: true });
});

test('it is written as minutes and seconds', () => {
  expect(countdownText(remainingUntil(245_000, 0, 0))).toBe('4:05');
});

test('a screen reader hears each minute, and each second only in the last ten', () => {
  const heard = Array.from({ length: 121 }, (_, second) =>
    spokenSeconds(remainingUntil(120_000, second * 1000, 0)),
  );
  expect([...new Set(heard)]).toEqual([120, 60, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
});
