'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { getCurrentUser } from '@/lib/api/session.browser';
import { clock } from '@/lib/clock';

const storageKey = 'marquee-session-renewed';
const renewalMs = 3_600_000;

/** In the browser's storage, because every tab and every page shares one session. */
const isDue = (): boolean => {
  const elapsedMs = clock.nowMs() - Number(localStorage.getItem(storageKey) ?? 0);
  return elapsedMs < 0 || elapsedMs >= renewalMs;
};

/**
 * Keeps people signed in who come back: their token ends after a day, and only asking auth who
 * they are renews it. Asked when a page opens or is looked at again, at most once an hour.
 */
export function useSessionRenewal(): void {
  const router = useRouter();
  useEffect(() => {
    let isUnderWay = false;
    const renew = async () => {
      if (isUnderWay || document.visibilityState === 'hidden' || !isDue()) return;
      isUnderWay = true;
      try {
        const currentUser = await getCurrentUser();
        localStorage.setItem(storageKey, String(clock.nowMs()));
        if (currentUser === null) router.refresh();
      } catch {
        // The token is still good for hours; the next look at the page asks again.
      } finally {
        isUnderWay = false;
      }
    };
    const onLook = () => void renew();
    onLook();
    window.addEventListener('focus', onLook);
    document.addEventListener('visibilitychange', onLook);
    return () => {
      window.removeEventListener('focus', onLook);
      document.removeEventListener('visibilitychange', onLook);
    };
  }, [router]);
}
