import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import type { Ledger, LedgerOrder, Violations } from './ledger.js';

const activeStatuses = ['awaiting_payment', 'paying', 'complete'];
const isActive = (order: LedgerOrder) => activeStatuses.includes(order.status);

/** I4: a ticket has at most one active order, and inventory agrees with it which one. */
export function oneOrderPerTicket({ orders, inventory }: Ledger): Violations {
  const owners = new Map<string, LedgerOrder[]>();
  for (const order of orders.filter(isActive))
    for (const ticketId of order.ticketIds)
      owners.set(ticketId, [...(owners.get(ticketId) ?? []), order]);

  const shared = [...owners].filter(([, found]) => found.length > 1);
  const disagreeing = inventory.filter((ticket) => {
    const owner = owners.get(ticket.ticketId)?.[0];
    const expected =
      owner === undefined
        ? ['available', 'withdrawn']
        : [owner.status === 'complete' ? 'sold' : 'held'];
    return ticket.orderId !== (owner?.id ?? null) || !expected.includes(ticket.status);
  });
  return [
    ...shared.map(
      ([ticketId, found]) => `I4: ticket ${ticketId} is in ${found.map(({ id }) => id).join(', ')}`,
    ),
    ...disagreeing.map(
      (ticket) =>
        `I4: inventory says ${ticket.ticketId} is ${ticket.status} for ${ticket.orderId}, ` +
        `its active order is ${owners.get(ticket.ticketId)?.[0]?.id ?? 'none'}`,
    ),
  ];
}

const heldAfter = new Set(['TicketOpened', 'TicketRepriced', 'TicketReleased']);

/** I4, over time: only what is free is held, and only what is held is sold. */
export function soldOneAtATime({ outbox }: Pick<Ledger, 'outbox'>): Violations {
  const histories = new Map<string, DomainEvent[]>();
  for (const { event } of outbox) {
    if (event.aggregateType !== 'inventory') continue;
    histories.set(event.aggregateId, [...(histories.get(event.aggregateId) ?? []), event]);
  }
  return [...histories].flatMap(([ticketId, events]) => {
    const steps = events.sort((a, b) => a.aggregateVersion - b.aggregateVersion);
    return steps.flatMap(({ type, aggregateVersion: version }, at) => {
      const before = steps[at - 1];
      // What lies before a gap is not known, and a gap is reported as such.
      if (before?.aggregateVersion !== version - 1) return [];
      const isFit =
        type === 'TicketSold' ? before.type === 'TicketHeld' : heldAfter.has(before.type);
      if (isFit || (type !== 'TicketSold' && type !== 'TicketHeld')) return [];
      return [`I4: ticket ${ticketId} had ${type} ${version} after ${before.type}`];
    });
  });
}
