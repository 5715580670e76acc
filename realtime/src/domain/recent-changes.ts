import type { EventId } from '@marquee/common/ids';
import type { TicketFacts } from './messages.js';

interface Recent {
  readonly facts: TicketFacts;
  readonly atMs: number;
}

export interface RecentChanges {
  /** False when the same or a newer version is known: then there is nothing to tell. */
  add(eventId: EventId, facts: TicketFacts, nowMs: number): boolean;
  /** The newest state of every ticket that changed since then, within the time that is kept. */
  since(eventId: EventId, sinceMs: number): readonly TicketFacts[];
  /** Drops what is too old; called now and then. */
  forget(nowMs: number): void;
}

/**
 * What changed lately, by Event. Whoever joins a room is given it: their snapshot may come from a
 * replica that has not heard of it yet.
 */
export function createRecentChanges(keptMs: number): RecentChanges {
  const byEvent = new Map<EventId, Map<string, Recent>>();

  return {
    add(eventId, facts, nowMs) {
      const tickets = byEvent.get(eventId) ?? new Map<string, Recent>();
      byEvent.set(eventId, tickets);
      const known = tickets.get(facts.ticketId);
      if (known !== undefined && known.facts.version >= facts.version) return false;
      // Deleted first, so that the map stays in the order of change and forgetting can stop early.
      tickets.delete(facts.ticketId);
      tickets.set(facts.ticketId, { facts, atMs: nowMs });
      return true;
    },
    since(eventId, sinceMs) {
      const tickets = byEvent.get(eventId)?.values() ?? [];
      return [...tickets].filter(({ atMs }) => atMs >= sinceMs).map(({ facts }) => facts);
    },
    forget(nowMs) {
      for (const [eventId, tickets] of byEvent) {
        for (const [ticketId, { atMs }] of tickets) {
          if (nowMs - atMs <= keptMs) break;
          tickets.delete(ticketId);
        }
        if (tickets.size === 0) byEvent.delete(eventId);
      }
    },
  };
}
