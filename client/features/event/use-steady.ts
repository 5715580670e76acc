'use client';

import type { Ticket } from '@/lib/api/types';
import { inPlace } from './steady';
import { useHeldStill } from './use-held-still';
import { usePointing } from './use-pointing';

/** What of the market is on show: as it is, or held still while a pointer is over it. */
export function useSteady(tickets: readonly Ticket[]) {
  const { isPointing, area } = usePointing();
  const frame = useHeldStill(tickets, isPointing);
  return { shown: isPointing ? inPlace(frame, tickets) : tickets, isPointing, area };
}
