import type { Ticket } from '@/lib/api/types';
import { isFree } from './sections';

/**
 * How the market of an Event stands. `none_yet`: nobody has offered anything. `gone`: what was
 * offered has left the market, taken off it by sellers or with the Event. `sold`: nothing is on hold
 * that could come back.
 */
export type Offer = 'none_yet' | 'open' | 'on_hold' | 'sold' | 'gone';

/** Of the tickets on show; `wasOffered` if there were some since the page opened. */
export function offerOf(tickets: readonly Ticket[], wasOffered: boolean): Offer {
  const offered = tickets.filter(({ status }) => status !== 'withdrawn');
  if (offered.length === 0) return wasOffered ? 'gone' : 'none_yet';
  if (offered.some(isFree)) return 'open';
  return offered.some(({ status }) => status === 'held') ? 'on_hold' : 'sold';
}

/**
 * Whether the Event itself may be over: tickets have left the market and none can be had. A reader
 * is told of tickets only, so the page has to ask.
 */
export const mayBeCalledOff = (offer: Offer, hasAnyLeft: boolean): boolean =>
  offer === 'gone' || (offer === 'sold' && hasAnyLeft);
