'use client';

import { useEffect, useState } from 'react';

/** True for so long after `what` became something else. */
export function useMoment(what: string, lastsMs: number): boolean {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(what), lastsMs);
    return () => clearTimeout(timer);
  }, [what, lastsMs]);
  return what !== settled;
}
