import type { Money, Ticket } from '@/lib/api/types';
import { isFree, totalOfCheapest } from './sections';

export const ticketsMaxPerOrder = 8;
export const defaultQuantity = 2;

/** What the reader wants: seats picked one by one, or the best n of a section. */
export type Selection =
  | { kind: 'none' }
  | { kind: 'seats'; ticketIds: readonly string[] }
  | { kind: 'best'; section: string };

export const nothing: Selection = { kind: 'none' };

export function toggleSeat(selection: Selection, ticketId: string): Selection {
  const picked = selection.kind === 'seats' ? selection.ticketIds : [];
  if (picked.includes(ticketId)) return fromSeats(picked.filter((id) => id !== ticketId));
  return picked.length >= ticketsMaxPerOrder ? selection : fromSeats([...picked, ticketId]);
}

export function fromSeats(ticketIds: readonly string[]): Selection {
  return ticketIds.length === 0 ? nothing : { kind: 'seats', ticketIds };
}

export interface Standing {
  /** Picked tickets that can still be had. */
  free: Ticket[];
  /** Picked tickets that somebody else has now. */
  taken: Ticket[];
  /** Picked tickets that are not offered any more, as last known: nobody was faster. */
  withdrawn: Ticket[];
}

/** Picked seats against the market as it is now; one that has left the list is not offered any more. */
export function standingOf(
  selection: Selection,
  tickets: readonly Ticket[],
  lastKnown: ReadonlyMap<string, Ticket>,
): Standing {
  if (selection.kind !== 'seats') return { free: [], taken: [], withdrawn: [] };
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const picked = selection.ticketIds.map((id) => byId.get(id) ?? lastKnown.get(id));
  const known = picked.filter((ticket) => ticket !== undefined);
  const isOffered = ({ id, status }: Ticket) => byId.has(id) && status !== 'withdrawn';
  const offered = known.filter(isOffered);
  return {
    free: offered.filter(isFree),
    taken: offered.filter((ticket) => !isFree(ticket)),
    withdrawn: known.filter((ticket) => !isOffered(ticket)),
  };
}

/** The total the reader sees for what is selected, or null when it cannot be had. */
export function totalOf(
  selection: Selection,
  tickets: readonly Ticket[],
  quantity: number,
): Money | null {
  if (selection.kind === 'none') return null;
  if (selection.kind === 'best') {
    const section = tickets.filter((ticket) => ticket.section === selection.section);
    return totalOfCheapest(section, quantity);
  }
  const picked = tickets.filter(
    (ticket) => selection.ticketIds.includes(ticket.id) && isFree(ticket),
  );
  return totalOfCheapest(picked, picked.length || 1);
}
