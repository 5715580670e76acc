import type { Ticket } from '@/lib/api/types';

/** The seat's short name: "A3"; null for a place without a seat. */
export function seatName(ticket: Pick<Ticket, 'row' | 'seat'>): string | null {
  if (ticket.seat === null) return null;
  return ticket.row === null || ticket.seat.startsWith(ticket.row)
    ? ticket.seat
    : `${ticket.row}${ticket.seat}`;
}

const collator = new Intl.Collator('en', { numeric: true });

/** Rows and seats in the order a person expects: A2 before A10. */
export function byPlace(a: Ticket, b: Ticket): number {
  return (
    collator.compare(a.row ?? '', b.row ?? '') ||
    collator.compare(a.seat ?? '', b.seat ?? '') ||
    a.price.amount - b.price.amount ||
    collator.compare(a.id, b.id)
  );
}

/** The number in a seat's name, for "next to"; null when there is none. */
export function seatNumber(ticket: Ticket): number | null {
  const digits = ticket.seat?.match(/\d+/)?.[0];
  return digits === undefined ? null : Number(digits);
}

export function areNeighbours(a: Ticket, b: Ticket): boolean {
  const [one, other] = [seatNumber(a), seatNumber(b)];
  return (
    a.section === b.section &&
    a.row === b.row &&
    one !== null &&
    other !== null &&
    Math.abs(one - other) === 1
  );
}
