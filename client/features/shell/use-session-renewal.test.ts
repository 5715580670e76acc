import { renderHook, waitFor } from '@testing-library/react';
import { getCurrentUser } from '@/lib/api/session.browser';
import { clock } from '@/lib/clock';
import { useSessionRenewal } from './use-session-renewal';

const refresh = jest.fn();
const router = { refresh };
jest.mock('next/navigation', () => ({ useRouter: () => router }));
jest.mock('@/lib/api/session.browser', () => ({ getCurrentUser: jest.fn() }));

const asked = jest.mocked(getCurrentUser);
const somebody = { id: 'u', email: 'a@example.org', name: 'A' };
const lookAgain = () => window.dispatchEvent(new Event('focus'));
const isStored = () => localStorage.getItem('marquee-session-renewed') !== null;

describe('whoever comes back stays signed in', () => {
  let nowMs = 1_000_000_000;
  beforeEach(() => {
    localStorage.clear();
    jest.clearAllMocks();
    asked.mockResolvedValue(somebody);
    jest.spyOn(clock, 'nowMs').mockImplementation(() => nowMs);
  });

  it('the session is renewed on the first look, then at most once an hour', async () => {
    renderHook(() => useSessionRenewal());
    await waitFor(() => expect(isStored()).toBe(true));
    lookAgain();
    nowMs += 3_599_000;
    lookAgain();
    expect(asked).toHaveBeenCalledTimes(1);
    nowMs += 1_000;
    lookAgain();
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('a failure is not counted: the next look asks again', async () => {
    asked.mockRejectedValueOnce(new Error('offline'));
    renderHook(() => useSessionRenewal());
    await waitFor(() => {
      lookAgain();
      expect(asked.mock.calls.length).toBeGreaterThan(1);
    });
    expect(refresh).not.toHaveBeenCalled();
  });

  it('whose session was ended elsewhere sees it', async () => {
    asked.mockResolvedValue(null);
    renderHook(() => useSessionRenewal());
    await waitFor(() => expect(refresh).toHaveBeenCalledTimes(1));
  });
});
