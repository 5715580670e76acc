import type { AvailableTicket } from './inventory.js';

const naturally = new Intl.Collator('en', { numeric: true }).compare;

/** Seat order within an Event: section, row, seat, numbers by value. */
export function bySeat(a: AvailableTicket, b: AvailableTicket): number {
  return (
    naturally(a.section, b.section) ||
    naturally(a.row ?? '', b.row ?? '') ||
    naturally(a.seat ?? '', b.seat ?? '')
  );
}

/**
 * The best `quantity` of `tickets`: the cheapest; at equal price in one row and side by side if
 * there are such. Null when there are too few. The tickets share one currency.
 */
export function bestSeats(
  tickets: readonly AvailableTicket[],
  quantity: number,
): readonly AvailableTicket[] | null {
  if (tickets.length < quantity) return null;
  const cheapestFirst = [...tickets].sort(
    (a, b) => a.price.amount - b.price.amount || bySeat(a, b),
  );
  const dearest = cheapestFirst[quantity - 1]?.price.amount;
  const cheaper = cheapestFirst.filter((ticket) => ticket.price.amount < (dearest ?? 0));
  const equal = cheapestFirst.filter((ticket) => ticket.price.amount === dearest);
  return [...cheaper, ...together(equal, quantity - cheaper.length)];
}

/** `count` of equally priced tickets in seat order: adjacent, else in one row, else the first. */
function together(tickets: readonly AvailableTicket[], count: number): AvailableTicket[] {
  let inOneRow: AvailableTicket[] | undefined;
  for (const row of rowsOf(tickets)) {
    if (row.length < count) continue;
    inOneRow ??= row.slice(0, count);
    for (let start = 0; start + count <= row.length; start++) {
      const run = row.slice(start, start + count);
      if (areAdjacent(run)) return run;
    }
  }
  return inOneRow ?? tickets.slice(0, count);
}

/** Splits tickets in seat order where section or row changes. */
function rowsOf(tickets: readonly AvailableTicket[]): AvailableTicket[][] {
  const rows: AvailableTicket[][] = [];
  for (const ticket of tickets) {
    const row = rows.at(-1);
    const neighbour = row?.at(-1);
    if (neighbour?.section === ticket.section && neighbour.row === ticket.row) row?.push(ticket);
    else rows.push([ticket]);
  }
  return rows;
}

function areAdjacent(run: readonly AvailableTicket[]): boolean {
  return run.every((ticket, index) => {
    const before = run[index - 1];
    return before === undefined || numberOf(ticket.seat) - numberOf(before.seat) === 1;
  });
}

/** The number in a seat's name ("12", "B12"); NaN for none, which is next to nothing. */
function numberOf(seat: string | null): number {
  return Number.parseInt(/\d+$/.exec(seat ?? '')?.[0] ?? '', 10);
}
