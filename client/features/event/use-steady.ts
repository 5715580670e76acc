'use client';

import { useEffect, useState } from 'react';
import type { Ticket } from '@/lib/api/types';
import { inPlace } from './steady';
import { usePointing } from './use-pointing';

/** What of the market is on show: as it is, or held still while a pointer is over it. */
export function useSteady(tickets: readonly Ticket[]) {
  const { isPointing, area } = usePointing();
  const [frame, setFrame] = useState(tickets);
  useEffect(() => {
    if (!isPointing) setFrame(tickets);
  }, [isPointing, tickets]);
  return { shown: isPointing ? inPlace(frame, tickets) : tickets, isPointing, area };
}
