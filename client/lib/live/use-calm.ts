'use client';

import { useEffect, useState } from 'react';

/** A connection that is back within this was never gone. */
const GRACE_MS = 2_500;

/** Whether we are live, said without haste: null until it is known, and no flicker when it blinks. */
export function useCalm(isLive: boolean): boolean | null {
  const [said, setSaid] = useState<boolean | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSaid(isLive), isLive ? 0 : GRACE_MS);
    return () => clearTimeout(timer);
  }, [isLive]);
  return said;
}
