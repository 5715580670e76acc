'use client';

import { useEffect, useState } from 'react';
import { inOrder } from './steady';

/** Named things in their own order, or in the one they had when `isKept` began. */
export function useSteadyOrder<Item extends { name: string }>(
  items: readonly Item[],
  isKept: boolean,
): Item[] {
  const names = items.map(({ name }) => name).join('\n');
  const [kept, setKept] = useState(names);
  useEffect(() => {
    if (!isKept) setKept(names);
  }, [isKept, names]);
  return isKept ? inOrder(kept.split('\n'), items) : [...items];
}
