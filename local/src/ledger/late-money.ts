import type { OrderState } from '@marquee/common/contracts/order';
import { type ClockSkew, latestMs } from './clock-skew.js';
import type { Ledger, LedgerIntent } from './ledger.js';
import { sum } from './money-checks.js';

/** A time in which Stripe could not be reached; by the right clock, in milliseconds since 1970. */
export interface Outage {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Money that was authorised or taken for an order that was over, and how long it stayed away. */
export interface LateMoney {
  readonly intentId: string;
  readonly orderId: string;
  /** From when both were so, and Stripe could be reached again. */
  readonly waitedMs: number;
}

export interface LateMoneyOptions {
  readonly skews: readonly ClockSkew[];
  readonly outages: readonly Outage[];
}

/** All late money that was released or given back; what was not is unfinished. */
export function findLateMoney(ledger: Ledger, options: LateMoneyOptions): readonly LateMoney[] {
  const overAt = ordersOverAt(ledger, options.skews);
  return ledger.intents.flatMap((intent) => {
    const { id, orderId, paymentId, authorisedAt } = intent;
    if (authorisedAt === null || orderId === null) return [];
    const lostMs = overAt.get(orderId) ?? overAt.get(`${orderId} ${paymentId}`);
    const backAt = moneyBackAt(intent, ledger);
    if (lostMs === undefined || backAt === null) return [];
    const sinceMs = Math.max(authorisedAt.getTime(), lostMs);
    const backMs = backAt.getTime();
    if (backMs <= sinceMs) return [];
    const fromMs = reachableSince(sinceMs, backMs, options.outages);
    return [{ intentId: id, orderId, waitedMs: Math.max(0, backMs - fromMs) }];
  });
}

/** When orders ended, by their ids; when payments were told no, by `order payment`. */
function ordersOverAt({ outbox }: Ledger, skews: readonly ClockSkew[]): Map<string, number> {
  const overAt = new Map<string, number>();
  const note = (key: string, ms: number) => overAt.set(key, Math.min(ms, overAt.get(key) ?? ms));
  for (const { event } of outbox) {
    // Who dated it may have had a wrong clock: nobody is blamed for what may not be so.
    const ms = latestMs(Date.parse(event.occurredAt), skews);
    if (event.type === 'OrderExpired' || event.type === 'OrderCancelled')
      note(event.aggregateId, ms);
    if (event.type !== 'OrderPaymentRejected') continue;
    const { rejectedPaymentIds } = event.data as OrderState;
    for (const paymentId of rejectedPaymentIds) note(`${event.aggregateId} ${paymentId}`, ms);
  }
  return overAt;
}

function moneyBackAt(
  { id, capturedMinorUnits, canceledAt }: LedgerIntent,
  { stripeRefunds }: Ledger,
): Date | null {
  if (capturedMinorUnits === 0) return canceledAt;
  const own = stripeRefunds.filter((one) => one.intentId === id && one.status === 'succeeded');
  if (sum(own.map(({ minorUnits }) => minorUnits)) < capturedMinorUnits) return null;
  return new Date(Math.max(...own.map(({ createdAt }) => createdAt.getTime())));
}

function reachableSince(fromMs: number, untilMs: number, outages: readonly Outage[]): number {
  const ends = outages
    .filter((outage) => outage.toMs > fromMs && outage.fromMs < untilMs)
    .map(({ toMs }) => toMs);
  return Math.max(fromMs, ...ends);
}
