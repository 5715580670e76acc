import type { RefundId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import { allocate } from './allocate.js';
import { buyerAccount, type LedgerEntry, type Line, movedOn } from './entry.js';
import { type TakenPayment, withoutZeros } from './postings.js';

/** Money that went back by one object at Stripe. */
export interface PaidRefund {
  readonly refundId: RefundId;
  readonly amount: Money;
  readonly stripeRefundId: string;
  /** 1, unless it went before and came back. */
  readonly nth: number;
}

type Payment = Pick<TakenPayment, 'id' | 'orderId' | 'buyerId'>;

/**
 * Money went back. What had come back before is the buyer's and goes first; of the rest everybody
 * gives their share. `booked` are the payment's entries so far; shares are those of all that was
 * shared, after less before, so that parts add up to the whole. More than was taken can only come
 * from outside: the buyer owes it.
 */
export function refundEntry(
  payment: Payment,
  refund: PaidRefund,
  booked: readonly LedgerEntry[],
): LedgerEntry {
  const buyer = buyerAccount(payment.buyerId);
  const id = refundIdOf(refund.refundId, refund.nth);
  const earlier = booked.filter((entry) => isOfRefunds(entry) && entry.id !== id);
  const holders = holdersOf(booked.filter((entry) => !isOfRefunds(entry)));
  const parts = holders.map(({ amount }) => -amount);
  const whole = parts.reduce((sum, part) => sum + part, 0);
  const isHeldForBuyer = holders.some(({ account }) => account === buyer);
  const onBuyer = earlier.reduce((sum, entry) => sum + movedOn(entry, buyer), 0);
  const cameBack = isHeldForBuyer ? 0 : Math.max(0, -onBuyer);
  const first = Math.min(cameBack, refund.amount.amount);
  const moved = earlier.reduce((sum, entry) => sum - movedOn(entry, 'stripe'), 0);
  const before = moved + cameBack;
  const after = before + refund.amount.amount - first;
  const sharesBefore = allocate(parts, Math.min(before, whole));
  const sharesAfter = allocate(parts, Math.min(after, whole));
  const excess = Math.max(0, after - whole) - Math.max(0, before - whole);
  return {
    ...tie(payment, refund, booked),
    ...{ id, kind: 'refund' },
    lines: withoutZeros([
      { account: 'stripe', amount: -refund.amount.amount },
      ...holders.map((holder, index) => ({
        ...holder,
        amount: (sharesAfter[index] ?? 0) - (sharesBefore[index] ?? 0),
      })),
      { account: buyer, amount: excess + first },
    ]),
  };
}

/** A bank sent it back: it lies at Stripe again, on behalf of its buyer, who was promised it. */
export function returnEntry(
  payment: Payment,
  refund: PaidRefund,
  booked: readonly LedgerEntry[],
): LedgerEntry {
  const { amount } = refund.amount;
  return {
    ...tie(payment, refund, booked),
    ...{ id: returnIdOf(refund.refundId, refund.nth), kind: 'return' },
    lines: [
      { account: 'stripe', amount },
      { account: buyerAccount(payment.buyerId), amount: -amount },
    ],
  };
}

export const refundIdOf = (refundId: RefundId, nth = 1): string =>
  numbered(`${refundId}:refund`, nth);
export const returnIdOf = (refundId: RefundId, nth = 1): string =>
  numbered(`${refundId}:refund-reversed`, nth);

const numbered = (id: string, nth: number) => (nth === 1 ? id : `${id}:${nth}`);

/** Of money that went back, or came back from there; all others say who has it. */
export function isOfRefunds({ kind }: Pick<LedgerEntry, 'kind'>): boolean {
  return kind === 'refund' || kind === 'return';
}

function tie(
  { id: paymentId, orderId }: Payment,
  { stripeRefundId: stripeObject, amount: { currency } }: PaidRefund,
  booked: readonly LedgerEntry[],
) {
  const eventId = booked.find((entry) => entry.eventId !== undefined)?.eventId;
  return { paymentId, orderId, ...(eventId !== undefined && { eventId }), stripeObject, currency };
}

/** Who has the money of a payment, and how much of it. */
function holdersOf(booked: readonly LedgerEntry[]): Line[] {
  const holders = new Map<string, Line>();
  for (const line of booked.flatMap(({ lines }) => lines)) {
    if (line.account === 'stripe') continue;
    const key = `${line.account} ${line.sellerId ?? ''}`;
    const amount = (holders.get(key)?.amount ?? 0) + line.amount;
    holders.set(key, { ...line, amount });
  }
  return [...holders.values()].filter(({ amount }) => amount < 0);
}
