import type { Ticket } from '@/lib/api/types';

/**
 * The tickets that were on show, in their newest states: one that has gone stays in its place as
 * withdrawn, one that is new waits. So nothing moves while somebody is about to press.
 */
export function inPlace(shown: readonly Ticket[], newest: readonly Ticket[]): Ticket[] {
  const byId = new Map(newest.map((ticket) => [ticket.id, ticket]));
  return shown.map((ticket) => byId.get(ticket.id) ?? { ...ticket, status: 'withdrawn' });
}

/** The names that were on show first, in their order; then those that are new. */
export function inOrder<Item extends { name: string }>(
  shown: readonly string[],
  items: readonly Item[],
): Item[] {
  const places = new Map(shown.map((name, place) => [name, place]));
  const placeOf = ({ name }: Item) => places.get(name) ?? shown.length;
  return [...items].sort((a, b) => placeOf(a) - placeOf(b));
}
