import type { Money, Ticket } from '@/lib/api/types';
import { isFree } from './sections';

/** Something that happened to a ticket while the reader was looking. */
export type Change =
  | { ticketId: string; kind: 'taken' }
  | { ticketId: string; kind: 'freed' }
  | { ticketId: string; kind: 'repriced'; before: Money };

export function changesBetween(before: readonly Ticket[], after: readonly Ticket[]): Change[] {
  const previous = new Map(before.map((ticket) => [ticket.id, ticket]));
  return after.flatMap((ticket): Change[] => {
    const known = previous.get(ticket.id);
    if (known === undefined || known === ticket) return [];
    if (isFree(known) && !isFree(ticket)) return [{ ticketId: ticket.id, kind: 'taken' }];
    if (!isFree(known) && isFree(ticket)) return [{ ticketId: ticket.id, kind: 'freed' }];
    if (known.price.amount !== ticket.price.amount) {
      return [{ ticketId: ticket.id, kind: 'repriced', before: known.price }];
    }
    return [];
  });
}
