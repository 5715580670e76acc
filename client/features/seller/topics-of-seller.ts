import type { MarqueeEvent, SellerTicket } from '@/lib/api/types';
import type { LiveTopic } from '@/lib/live/use-live';

/** The gateway lets one socket watch fifty Events; a seller with more is told by a poll. */
const watchedMax = 50;

/** Nothing of an Event that is over changes any more. */
const isSettled = ({ status, endsAt }: MarqueeEvent, nowMs: number): boolean =>
  status === 'ended' || Date.parse(endsAt) <= nowMs;

/**
 * A seller hears of the tickets of their Events, of those without any as well, and of the Events
 * themselves. In one order whatever came first: the same topics are the same list.
 */
export function topicsOfSeller(
  tickets: readonly SellerTicket[],
  events: readonly MarqueeEvent[],
  nowMs: number,
): LiveTopic[] {
  const settled = new Set(events.filter((event) => isSettled(event, nowMs)).map(({ id }) => id));
  const eventIds = new Set([
    ...tickets.map(({ eventId }) => eventId),
    ...events.map(({ id }) => id),
  ]);
  const moving = [...eventIds].filter((id) => !settled.has(id)).sort();
  if (moving.length > watchedMax) return [];
  return [
    { kind: 'own', object: 'event' },
    ...moving.map((eventId): LiveTopic => ({ kind: 'tickets', eventId })),
  ];
}
