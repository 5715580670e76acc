'use client';

import type { HoldRequest } from '@/lib/api/orders.browser';
import type { Ticket } from '@/lib/api/types';
import { LostRaceNotice } from './lost-race-notice';
import { RefusalNotice } from './refusal-notice';
import { SeatGoneNotice } from './seat-gone-notice';
import type { Standing } from './selection';
import type { Refusal } from './use-hold';

interface MarketNoticesProps {
  refusal: Refusal | null;
  standing: Standing;
  tickets: readonly Ticket[];
  lastKnown: ReadonlyMap<string, Ticket>;
  isPending: boolean;
  onHold: (request: HoldRequest) => void;
  onDismiss: () => void;
  onReplace: (ticketIds: string[]) => void;
}

/** What stands between the reader and their seats, one thing at a time, beside the button it is about. */
export function MarketNotices(props: MarketNoticesProps) {
  const { refusal, standing, tickets, lastKnown, isPending, onHold, onDismiss, onReplace } = props;
  if (refusal === null) {
    return isPending ? null : <SeatGoneNotice {...{ standing, tickets, onReplace }} />;
  }
  return refusal.problem.code === 'ticket_unavailable' ? (
    <LostRaceNotice {...{ refusal, tickets, lastKnown, isPending, onHold, onDismiss }} />
  ) : (
    <RefusalNotice {...{ refusal, isPending, onHold, onDismiss }} />
  );
}
