import type { SellerTicket } from '@/lib/api/types';
import type { LiveTopic } from '@/lib/live/use-live';

/** The gateway lets one socket watch fifty Events; a seller with more is told by a poll. */
const watchedMax = 50;

/** A seller hears of the tickets of their Events, and of the Events themselves. */
export function topicsOfSeller(tickets: readonly SellerTicket[]): LiveTopic[] {
  const eventIds = [...new Set(tickets.map(({ eventId }) => eventId))];
  if (eventIds.length > watchedMax) return [];
  return [
    { kind: 'own', object: 'event' },
    ...eventIds.map((eventId): LiveTopic => ({ kind: 'tickets', eventId })),
  ];
}
