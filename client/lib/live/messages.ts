import type { Money, PublicTicketStatus } from '@/lib/api/types';

/** What the realtime gateway says of a ticket: all that anybody may know. */
export interface TicketFacts {
  ticketId: string;
  status: PublicTicketStatus;
  price: Money;
  version: number;
}

export interface TicketsMessage {
  eventId: string;
  items: readonly TicketFacts[];
}

export interface ViewersMessage {
  eventId: string;
  /** Rounded. */
  count: number;
}

export interface ResyncMessage {
  eventId: string;
}

export type AccountObject = 'order' | 'payment' | 'event';

/** Something of the reader's changed; the API tells them how. */
export interface ChangedMessage {
  object: AccountObject;
  id: string;
  version: number;
}

export interface MarketListener {
  onTickets?: (items: readonly TicketFacts[]) => void;
  onViewers?: (count: number) => void;
  /** Joined, or something may have been missed: take a fresh snapshot. */
  onResync?: () => void;
  onLive?: (isLive: boolean) => void;
}

export interface AccountListener {
  onChanged?: (message: ChangedMessage) => void;
  onResync?: () => void;
  onLive?: (isLive: boolean) => void;
}
