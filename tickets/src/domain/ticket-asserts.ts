import { Problem } from '@marquee/common/errors';
import type { UserId } from '@marquee/common/ids';
import type { Ticket } from './ticket.js';
import { isWithdrawing } from './ticket.js';
import { sellerViewOf } from './ticket-view.js';

export function assertSeller(ticket: Ticket, userId: UserId): void {
  if (ticket.sellerId !== userId)
    throw new Problem('not_yours', 'Only its seller can change this ticket.');
}

export function assertNotSold(ticket: Ticket): void {
  if (ticket.inventory.status === 'sold')
    throw new Problem('sold', 'This ticket has its buyer.', { current: sellerViewOf(ticket) });
}

/** A Ticket that goes, or has gone, off the market has no price to change. */
export function assertNotWithdrawn(ticket: Ticket): void {
  if (isWithdrawing(ticket) || ticket.inventory.status === 'withdrawn')
    throw new Problem('unacceptable', 'This ticket is withdrawn from sale.', {
      errors: [{ field: 'price', message: 'cannot change once the ticket is withdrawn' }],
    });
}

/** Throws `seat_taken` naming the seats that are on sale, or sold, already. */
export function assertNoneTaken(taken: readonly Ticket[]): void {
  if (taken.length === 0) return;
  const seats = taken.map(({ seat }) => seat);
  throw new Problem('seat_taken', `Listed already: ${seats.join(', ')}. Nothing was listed.`, {
    extra: { seats },
  });
}
