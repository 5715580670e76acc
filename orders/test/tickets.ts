import { type EventId, newId, type TicketId, type UserId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import type { AvailableTicket } from '../src/domain/inventory.js';

export const euros = (amount: number): Money => ({ amount, currency: 'EUR' });

/** A ticket on sale; change what the test is about. */
export function aTicket(changes: Partial<AvailableTicket> = {}): AvailableTicket {
  const price = changes.price ?? euros(4300);
  return {
    ticketId: newId<TicketId>(),
    eventId: newId<EventId>(),
    sellerId: newId<UserId>(),
    section: 'Stalls',
    row: 'A',
    seat: '1',
    price,
    askingPrice: price,
    withdrawalAsked: false,
    version: 1,
    status: 'available',
    ...changes,
  };
}
