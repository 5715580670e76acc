import { type ClockSkew, earliestMs } from './clock-skew.js';
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

/** Between the database's clock, which decides, and the process's, which dates domain events. */
const clockSlackMs = 1_000;

/** I5 and I6: money is where a complete order is, and nowhere else; none won after its hold. */
export function moneyFollowsOrders(
  { orders, payments, intents, outbox }: Ledger,
  skews: readonly ClockSkew[],
): Violations {
  const intentOf = new Map(intents.map((intent) => [intent.id, intent]));
  const wonAt = new Map(
    outbox
      .filter(({ event }) => event.type === 'OrderPaymentAccepted')
      .map(({ event }) => [event.aggregateId, earliestMs(Date.parse(event.occurredAt), skews)]),
  );
  return orders.flatMap((order) => {
    const own = payments.filter((payment) => payment.orderId === order.id);
    const takenMinorUnits = own
      .map(({ intentId }) => intentOf.get(intentId ?? '')?.capturedMinorUnits ?? 0)
      .reduce((sum, minorUnits) => sum + minorUnits, 0);
    const owedMinorUnits = order.status === 'complete' ? order.total.amount : 0;
    const unfinished = own.filter(
      ({ status }) => !['captured', 'released', 'failed'].includes(status),
    );
    const isOver = order.status !== 'awaiting_payment';
    const late =
      order.status === 'complete' &&
      !((wonAt.get(order.id) ?? Infinity) <= order.expiresAt.getTime() + clockSlackMs);
    return [
      ...(takenMinorUnits === owedMinorUnits
        ? []
        : [
            `I5: ${order.status} order ${order.id} took ${takenMinorUnits}, owed ${owedMinorUnits}`,
          ]),
      ...(isOver ? unfinished : []).map(
        ({ id, status }) => `I6: payment ${id} of ${order.status} order ${order.id} is ${status}`,
      ),
      ...(late ? [`I6: order ${order.id} completed without having won before its hold ended`] : []),
    ];
  });
}
