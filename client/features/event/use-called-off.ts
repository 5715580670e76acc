'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Once the Event may be over, the server says what has become of it, and of this page. */
export function useCalledOff(mayBe: boolean): void {
  const router = useRouter();
  useEffect(() => {
    if (mayBe) router.refresh();
  }, [mayBe, router]);
}
