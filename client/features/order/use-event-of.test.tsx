import { renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { SWRConfig } from 'swr';
import type { MarqueeEvent } from '@/lib/api/types';
import { useEventOf } from './use-event-of';

const event = (status: MarqueeEvent['status'], version: number): MarqueeEvent => ({
  ...{ id: 'e', organiserId: 'o', title: 'An evening', description: '', category: 'concert' },
  venue: { name: 'Sala', city: 'Lisbon', country: 'PT', timeZone: 'Europe/Lisbon' },
  ...{ startsAt: '2027-01-01T20:00:00Z', endsAt: '2027-01-01T23:00:00Z' },
  ...{ priceFrom: null, availableCount: 0, status, version },
});

const realFetch = globalThis.fetch;
let answers: (MarqueeEvent | null)[];
let asked: string[];
beforeEach(() => {
  answers = [];
  asked = [];
  globalThis.fetch = (async (path: string) => {
    asked.push(path);
    const answer = answers.shift() ?? null;
    return {
      ok: answer !== null,
      status: answer === null ? 500 : 200,
      headers: { get: () => null },
      json: async () => ({ event: answer }),
    };
  }) as unknown as typeof fetch;
});
afterEach(() => {
  globalThis.fetch = realFetch;
});

const wrapper = ({ children }: { children: ReactNode }) => (
  <SWRConfig value={{ provider: () => new Map(), errorRetryInterval: 5, dedupingInterval: 0 }}>
    {children}
  </SWRConfig>
);
const follow = () =>
  renderHook(({ version }) => useEventOf({ version }, event('scheduled', 1)), {
    wrapper,
    initialProps: { version: 2 },
  });

test('an order that has not changed needs no asking: its page was made with its Event', () => {
  const { result } = follow();
  expect(result.current).toMatchObject({ isCurrent: true, event: { status: 'scheduled' } });
  expect(asked).toEqual([]);
});

test('once the order changed its Event is not known until it is asked for, however often that fails', async () => {
  const { result, rerender } = follow();
  answers = [null, event('cancelled', 2)];
  rerender({ version: 3 });
  expect(result.current).toMatchObject({ isCurrent: false, event: { status: 'scheduled' } });
  await waitFor(() => expect(result.current.isCurrent).toBe(true));
  expect(result.current.event.status).toBe('cancelled');
  expect(asked).toHaveLength(2);
});

test('an answer that is older than what is known changes nothing', async () => {
  const { result, rerender } = follow();
  answers = [event('cancelled', 2), event('scheduled', 1)];
  rerender({ version: 3 });
  await waitFor(() => expect(result.current.event.status).toBe('cancelled'));
  rerender({ version: 4 });
  await waitFor(() => expect(asked).toHaveLength(2));
  expect(result.current).toMatchObject({ isCurrent: true, event: { status: 'cancelled' } });
});
