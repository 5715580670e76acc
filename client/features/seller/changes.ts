import type { SellerTicket } from '@/lib/api/types';

export type ChangeKind = 'sold' | 'held' | 'released' | 'opened' | 'repriced' | 'withdrawn';

export interface Change {
  ticket: SellerTicket;
  kind: ChangeKind;
}

function kindOf(before: SellerTicket, after: SellerTicket): ChangeKind | null {
  if (before.status !== after.status) {
    switch (after.status) {
      case 'sold':
      case 'held':
      case 'withdrawn':
        return after.status;
      case 'available':
        return before.status === 'opening' ? 'opened' : 'released';
      default:
        return null;
    }
  }
  return before.price.amount === after.price.amount ? null : 'repriced';
}

/** What happened to tickets between two looks at them; tickets that are new did not change. */
export function changesBetween(
  before: readonly SellerTicket[],
  after: readonly SellerTicket[],
): Change[] {
  const known = new Map(before.map((ticket) => [ticket.id, ticket]));
  return after.flatMap((ticket) => {
    const earlier = known.get(ticket.id);
    const kind = earlier === undefined ? null : kindOf(earlier, ticket);
    return kind === null ? [] : [{ ticket, kind }];
  });
}
