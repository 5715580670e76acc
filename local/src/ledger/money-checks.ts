import type { BookedEntry, Ledger, LedgerOrder, Violations } from './ledger.js';

/** I5: what was taken and not given back is what orders are owed for, at Stripe and in the books. */
export function moneyFollowsOrders(ledger: Ledger): Violations {
  return [...stripeHasWhatIsOwed(ledger), ...entriesBalance(ledger), ...booksEqualStripe(ledger)];
}

/** What a complete order is owed for is its total, less what it agreed to give back. */
export function owedMinorUnits({ status, total, refunds }: LedgerOrder): number {
  if (status !== 'complete') return 0;
  const agreed = refunds.filter((refund) => refund.status !== 'failed');
  return total.amount - sum(agreed.map(({ minorUnits }) => minorUnits));
}

function stripeHasWhatIsOwed({ orders, payments, intents, stripeRefunds }: Ledger): string[] {
  const orderOfIntent = new Map(payments.map(({ intentId, orderId }) => [intentId ?? '', orderId]));
  const kept = new Map<string, { taken: number; given: number }>();
  for (const { id, orderId, capturedMinorUnits } of intents) {
    // By its own word: an intent that no payment knows of has taken money all the same.
    const key = orderId ?? orderOfIntent.get(id) ?? id;
    const { taken, given } = kept.get(key) ?? { taken: 0, given: 0 };
    const back = stripeRefunds.filter((one) => one.intentId === id && one.status === 'succeeded');
    const backMinorUnits = sum(back.map(({ minorUnits }) => minorUnits));
    kept.set(key, { taken: taken + capturedMinorUnits, given: given + backMinorUnits });
  }
  const known = new Map(orders.map((order) => [order.id, order]));
  return [...new Set([...known.keys(), ...kept.keys()])].flatMap((id) => {
    const order = known.get(id);
    const { taken, given } = kept.get(id) ?? { taken: 0, given: 0 };
    const owed = order === undefined ? 0 : owedMinorUnits(order);
    if (taken - given === owed) return [];
    const what = `${order?.status ?? 'unknown'} order ${id}`;
    return [`I5: ${what} took ${taken} and gave back ${given}, owed ${owed}`];
  });
}

function entriesBalance({ orders, entries }: Ledger): string[] {
  const byOrder = new Map<string, BookedEntry[]>();
  for (const entry of entries) {
    if (entry.orderId === null) continue;
    byOrder.set(entry.orderId, [...(byOrder.get(entry.orderId) ?? []), entry]);
  }
  const unbalanced = entries.flatMap((entry) => {
    const off = sum(entry.lines.map(({ amount }) => amount));
    return off === 0 ? [] : [`I5: entry ${entry.id} is off by ${off}`];
  });
  const unearned = orders.flatMap((order) => {
    const own = byOrder.get(order.id) ?? [];
    const [earned, held] = [-moved(own, isEarned), -moved(own, isHeld)];
    const owed = owedMinorUnits(order);
    return [
      ...(earned === owed
        ? []
        : [`I5: the books say that order ${order.id} earned ${earned}, owed ${owed}`]),
      ...(held === 0 ? [] : [`I5: the books hold ${held} for the buyer of order ${order.id}`]),
    ];
  });
  return [...unbalanced, ...unearned];
}

/** Object by object, what Stripe says it moved and what the books say. Payouts are not orders'. */
function booksEqualStripe({ intents, stripeRefunds, entries }: Ledger): string[] {
  const atStripe = new Map<string, number>();
  for (const { id, capturedMinorUnits } of intents)
    if (capturedMinorUnits > 0) atStripe.set(id, capturedMinorUnits);
  for (const { id, status, minorUnits } of stripeRefunds)
    if (status === 'succeeded') atStripe.set(id, -minorUnits);
  const booked = new Map<string, number>();
  for (const entry of entries.filter(({ orderId }) => orderId !== null)) {
    const before = booked.get(entry.stripeObject) ?? 0;
    booked.set(entry.stripeObject, before + moved([entry], isAtStripe));
  }
  return [...new Set([...atStripe.keys(), ...booked.keys()])].flatMap((object) => {
    const [there, here] = [atStripe.get(object) ?? 0, booked.get(object) ?? 0];
    return there === here
      ? []
      : [`I5: ${object} moved ${there} at Stripe and ${here} in the books`];
  });
}

const isAtStripe = (account: string) => account === 'stripe';
const isHeld = (account: string) => account.startsWith('buyer:');
const isEarned = (account: string) => !isAtStripe(account) && !isHeld(account);

function moved(entries: readonly BookedEntry[], isMeant: (account: string) => boolean): number {
  const lines = entries.flatMap((entry) => entry.lines);
  return sum(lines.filter(({ account }) => isMeant(account)).map(({ amount }) => amount));
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
