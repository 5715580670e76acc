import type { UserId } from '@marquee/common/ids';
import type { InventoryStatus, TicketStatus } from '../../domain/ticket.js';

export interface WhoseTickets {
  readonly statuses: readonly InventoryStatus[];
  readonly ownOnly: boolean;
  readonly sellerId?: UserId;
  readonly withdrawing?: boolean;
}

/**
 * Which Tickets a status asks for. Without one, all that buyers can see on the market; what only
 * a seller may see (`opening`, `withdrawing`) is nothing (null) to somebody who is not signed in.
 */
export function whoseTickets(
  status: TicketStatus | undefined,
  viewerId: UserId | undefined,
): WhoseTickets | null {
  if (status === undefined) return { statuses: ['available', 'held', 'sold'], ownOnly: false };
  if (status !== 'opening' && status !== 'withdrawing')
    return { statuses: [status], ownOnly: false };
  if (viewerId === undefined) return null;
  const withdrawing = status === 'withdrawing';
  const statuses: readonly InventoryStatus[] = withdrawing
    ? ['opening', 'available', 'held']
    : ['opening'];
  return { statuses, ownOnly: true, sellerId: viewerId, withdrawing };
}
