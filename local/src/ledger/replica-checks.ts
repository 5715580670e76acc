import type { Ledger, LedgerReplica, Violations } from './ledger.js';

/** I7: what the catalogue and payments believe equals what orders knows. */
export function replicasEqual(ledger: Ledger): Violations {
  return [...catalogueEqual(ledger), ...ordersAtPaymentsEqual(ledger)];
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

function ordersAtPaymentsEqual({ orders, ordersAtPayments }: Ledger): string[] {
  const replicas = new Map(ordersAtPayments.map((order) => [order.id, order]));
  return orders.flatMap(({ id, status, version }) => {
    const replica = replicas.get(id);
    if (replica === undefined) return [`I7: payments never heard of order ${id}`];
    const difference = differs('order', pick(replica), { id, status, version });
    return difference === null ? [] : [`I7: payments: ${difference}`];
  });
}

const pick = ({ id, status, version }: LedgerReplica) => ({ id, status, version });

function differs(what: string, believed: object, truth: object): string | null {
  const [a, b] = [canonical(believed), canonical(truth)];
  return a === b ? null : `${what} is believed ${a} and is ${b}`;
}

/** Fields in one order, whoever wrote them. */
function canonical(value: object): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => a.localeCompare(b)))
      : inner,
  );
}
