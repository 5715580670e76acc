import type { LateMoney } from '../ledger/late-money.js';
import type { Ledger } from '../ledger/ledger.js';
import { sum } from '../ledger/money-checks.js';

/** Where all the money is at the end, as Stripe and as the books have it. */
export function moneyLines(ledger: Ledger, late: readonly LateMoney[]): string[] {
  return [...stripeLines(ledger), ...bookLines(ledger), ...journeyLines(ledger), lateLine(late)];
}

function stripeLines({ intents, stripeRefunds }: Ledger): string[] {
  const taken = intents.filter(({ capturedMinorUnits }) => capturedMinorUnits > 0);
  const back = stripeRefunds.filter(({ status }) => status === 'succeeded');
  const takenMinorUnits = sum(taken.map(({ capturedMinorUnits }) => capturedMinorUnits));
  const backMinorUnits = sum(back.map(({ minorUnits }) => minorUnits));
  return [
    `money at Stripe: ${takenMinorUnits} taken in ${taken.length} payments, ` +
      `${backMinorUnits} given back in ${back.length} refunds, ${takenMinorUnits - backMinorUnits} left`,
  ];
}

function bookLines({ entries }: Ledger): string[] {
  const kinds = new Map<string, number>();
  for (const { account, amount } of entries.flatMap(({ lines }) => lines)) {
    const [kind = account] = account.split(':');
    kinds.set(kind, (kinds.get(kind) ?? 0) + amount);
  }
  const all = [...kinds].sort(([a], [b]) => a.localeCompare(b));
  return [
    `money in the books: ${entries.length} entries that sum to ${sum([...kinds.values()])}`,
    ...all.map(([kind, amount]) => `    ${String(amount).padStart(9)} ${kind}`),
  ];
}

/** The organiser calls off, everybody is refunded; an operator gives some back. */
function journeyLines({ outbox, orders }: Ledger): string[] {
  const calledOff = new Set(
    outbox
      .filter(({ event }) => event.type === 'EventCancelled')
      .map(({ event }) => event.aggregateId),
  );
  const refunded = orders.filter(({ status }) => status === 'refunded');
  const ofCalledOff = refunded.filter(({ eventId }) => calledOff.has(eventId ?? ''));
  const inPart = orders.filter(
    ({ status, refunds }) =>
      status === 'complete' && refunds.some((refund) => refund.status === 'succeeded'),
  );
  return [
    `refunds: ${ofCalledOff.length} orders of ${calledOff.size} Events that were called off, ` +
      `${refunded.length - ofCalledOff.length} others whole, ${inPart.length} in part`,
  ];
}

function lateLine(late: readonly LateMoney[]): string {
  if (late.length === 0) return 'late money: none came';
  const longestMs = Math.max(...late.map(({ waitedMs }) => waitedMs));
  const seconds = (longestMs / 1_000).toFixed(1);
  return `late money: ${late.length} times, back after ${seconds} s at most`;
}
