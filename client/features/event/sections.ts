import type { Money, Ticket } from '@/lib/api/types';
import { byPlace } from './place';

export interface SeatRow {
  row: string | null;
  tickets: Ticket[];
}

export interface Section {
  name: string;
  /** Rows of named seats, in order; empty for general admission. */
  rows: SeatRow[];
  /** Places without a seat. */
  unseated: Ticket[];
  freeCount: number;
  lowestPrice: Money | null;
  /** What the n cheapest free tickets cost together; null when fewer than n are free. */
  bestTotal: Money | null;
}

export const isFree = (ticket: Ticket): boolean => ticket.status === 'available';

/** What orders would take for "best n of a section": the cheapest. */
export function totalOfCheapest(tickets: readonly Ticket[], quantity: number): Money | null {
  const cheapest = tickets
    .filter(isFree)
    .sort((a, b) => a.price.amount - b.price.amount)
    .slice(0, quantity);
  const [first] = cheapest;
  if (first === undefined || cheapest.length < quantity) return null;
  return {
    currency: first.price.currency,
    amount: cheapest.reduce((sum, ticket) => sum + ticket.price.amount, 0),
  };
}

function toRows(tickets: readonly Ticket[]): SeatRow[] {
  const rows = new Map<string | null, Ticket[]>();
  for (const ticket of [...tickets].sort(byPlace)) {
    rows.set(ticket.row, [...(rows.get(ticket.row) ?? []), ticket]);
  }
  return [...rows].map(([row, seats]) => ({ row, tickets: seats }));
}

/** Tickets by section; sections with free tickets first, by their lowest price. */
export function groupBySection(tickets: readonly Ticket[], quantity: number): Section[] {
  const names = [...new Set(tickets.map((ticket) => ticket.section))];
  return names
    .map((name) => {
      const own = tickets.filter((ticket) => ticket.section === name);
      return {
        name,
        rows: toRows(own.filter((ticket) => ticket.seat !== null)),
        unseated: own.filter((ticket) => ticket.seat === null),
        freeCount: own.filter(isFree).length,
        lowestPrice: totalOfCheapest(own, 1),
        bestTotal: totalOfCheapest(own, quantity),
      };
    })
    .sort(
      (a, b) =>
        (a.lowestPrice?.amount ?? Infinity) - (b.lowestPrice?.amount ?? Infinity) ||
        a.name.localeCompare(b.name, 'en'),
    );
}

/** The rule behind the mark "best value": the lowest total for as many as the reader wants. */
export function bestValueSection(sections: readonly Section[]): string | null {
  const priced = sections.filter((section) => section.bestTotal !== null);
  if (priced.length < 2) return null;
  const best = priced.reduce((a, b) =>
    (b.bestTotal?.amount ?? 0) < (a.bestTotal?.amount ?? 0) ? b : a,
  );
  return best.name;
}
