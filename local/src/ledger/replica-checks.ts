import { canonical } from './canonical.js';
import { copiesEqual } from './copy-checks.js';
import type { Ledger, LedgerReplica, Violations } from './ledger.js';

/** I7: what anybody believes of somebody else's equals what its owner knows. */
export function replicasEqual(ledger: Ledger): Violations {
  return [
    ...catalogueEqual(ledger),
    ...summariesEqual(ledger),
    ...ordersAtPaymentsEqual(ledger),
    ...copiesEqual(ledger),
  ];
}

function catalogueEqual({ inventory, tickets }: Ledger): string[] {
  const owned = new Map(inventory.map((ticket) => [ticket.ticketId, ticket]));
  return tickets.flatMap(({ id, askingPrice, inventory: believed }) => {
    const truth = owned.get(id);
    if (truth === undefined) return [`I7: inventory never opened ticket ${id}`];
    const { status, price, version } = truth;
    const differences = [
      differs('inventory', believed, { status, price, version }),
      differs('asking price', truth.askingPrice, askingPrice),
    ];
    return differences.filter((line) => line !== null).map((line) => `I7: ticket ${id}: ${line}`);
  });
}

/** Of each Event, how many can be bought, and for how little. */
function summariesEqual({ events, inventory }: Ledger): string[] {
  const onSale = inventory.filter(({ status }) => status === 'available');
  return events.flatMap(({ id, availableCount, priceFrom }) => {
    const own = onSale.filter(({ eventId }) => eventId === id);
    const amount = Math.min(...own.map(({ price }) => price.amount));
    const cheapest = own.find(({ price }) => price.amount === amount)?.price ?? null;
    const truth = { availableCount: own.length, priceFrom: cheapest };
    const difference = differs('summary', { availableCount, priceFrom }, truth);
    return difference === null ? [] : [`I7: Event ${id}: ${difference}`];
  });
}

function ordersAtPaymentsEqual({ orders, ordersAtPayments }: Ledger): string[] {
  const replicas = new Map(ordersAtPayments.map((order) => [order.id, order]));
  return orders.flatMap((order) => {
    const replica = replicas.get(order.id);
    if (replica === undefined) return [`I7: payments never heard of order ${order.id}`];
    const difference = differs('order', pick(replica), pick(order));
    return difference === null ? [] : [`I7: payments: ${difference}`];
  });
}

function pick({ id, status, total, refunds, version }: LedgerReplica): object {
  const inOneOrder = [...refunds].sort((a, b) => a.id.localeCompare(b.id));
  return { id, status, total, refunds: inOneOrder, version };
}

function differs(what: string, believed: object, truth: object): string | null {
  const [a, b] = [canonical(believed), canonical(truth)];
  return a === b ? null : `${what} is believed ${a} and is ${b}`;
}
