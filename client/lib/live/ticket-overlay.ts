import type { ListRead } from '@/lib/api/list-read';
import { createExpectation, isRunningLow, type TicketLike } from './left-out';
import type { TicketFacts } from './messages';

/** What the gateway told, laid over what the API answers: whichever is newer of each ticket. */
export interface Overlay<Item> {
  add: (facts: readonly TicketFacts[]) => void;
  over: (items: readonly Item[]) => Item[];
  /**
   * Whether a ticket was told of that should be in the list and is not, so that a snapshot is
   * needed. A ticket is asked for a few times only: the list may leave it out for good.
   */
  lacks: (read: ListRead<Item>) => boolean;
}

const asksMax = 4;

/**
 * The catalogue leaves out what is withdrawn, so there it goes, also when an older answer still has
 * it; `keepsWithdrawn` is for the seller's own list.
 */
export function createTicketOverlay<Item extends TicketLike>({
  keepsWithdrawn = false,
} = {}): Overlay<Item> {
  const newest = new Map<string, TicketFacts>();
  const asks = new Map<string, number>();
  return {
    add(facts) {
      for (const fact of facts) {
        const known = newest.get(fact.ticketId);
        if (known === undefined || known.version < fact.version) newest.set(fact.ticketId, fact);
      }
    },
    over: (items) =>
      items.flatMap((item) => {
        const fact = newest.get(item.id);
        if (fact === undefined || fact.version <= item.version) return [item];
        if (fact.status === 'withdrawn' && !keepsWithdrawn) return [];
        const { status, price, version } = fact;
        return [{ ...item, status, price, version }];
      }),
    lacks(read) {
      const ids = new Set(read.items.map(({ id }) => id));
      const isExpected = createExpectation(read);
      const missing = [...newest.values()].filter(
        (fact) =>
          fact.status !== 'withdrawn' &&
          !ids.has(fact.ticketId) &&
          (asks.get(fact.ticketId) ?? 0) < asksMax &&
          isExpected(fact),
      );
      for (const { ticketId } of missing) asks.set(ticketId, (asks.get(ticketId) ?? 0) + 1);
      return missing.length > 0 || isRunningLow(read);
    },
  };
}
