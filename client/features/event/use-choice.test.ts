import { act, renderHook } from '@testing-library/react';
import { ticketsMaxPerOrder } from './selection';
import { useChoice } from './use-choice';

const pick = (count: number) => {
  const onChosen = jest.fn();
  const initial = { quantity: 2, selection: { kind: 'none' } } as const;
  const { result } = renderHook(() => useChoice(initial, onChosen));
  for (let seat = 1; seat <= count; seat += 1) act(() => result.current.toggle(`seat-${seat}`));
  return result;
};

test('a ninth seat is not added, and the reader is told why', () => {
  const result = pick(ticketsMaxPerOrder + 1);
  expect(result.current.isOverLimit).toBe(true);
  expect(result.current.selection).toMatchObject({
    ticketIds: Array.from({ length: ticketsMaxPerOrder }, (_, index) => `seat-${index + 1}`),
  });
});

test('putting one back takes the notice away and makes room', () => {
  const result = pick(ticketsMaxPerOrder + 1);
  act(() => result.current.toggle('seat-1'));
  expect(result.current.isOverLimit).toBe(false);
  act(() => result.current.toggle('seat-9'));
  expect(result.current.selection).toMatchObject({ ticketIds: expect.arrayContaining(['seat-9']) });
});
