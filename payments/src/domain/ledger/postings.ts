import type { EventId, OrderId, PaymentId, PayoutId, UserId } from '@marquee/common/ids';
import { feeOf, type Money } from '@marquee/common/money';
import { buyerAccount, type LedgerEntry, type Line, sellerAccount } from './entry.js';

/** What was taken, and on what terms. */
export interface TakenPayment {
  readonly id: PaymentId;
  readonly orderId: OrderId;
  readonly buyerId: UserId;
  readonly amount: Money;
  readonly feeBasisPoints: number;
  readonly intentId: string;
}

/** The tickets that a payment bought. */
export interface Sale {
  readonly eventId: EventId;
  readonly items: ReadonlyArray<{ readonly sellerId: UserId; readonly price: Money }>;
}

/** Money was taken: for a sale, or, as long as no sale is known, on behalf of its buyer. */
export function captureEntry(payment: TakenPayment, sale: Sale | null): LedgerEntry {
  const earned = sale === null ? null : saleLines(payment, sale);
  return {
    ...tie(payment, earned === null ? null : sale),
    id: captureIdOf(payment.id),
    kind: 'capture',
    lines: [
      { account: 'stripe', amount: payment.amount.amount },
      ...(earned ?? [{ account: buyerAccount(payment.buyerId), amount: -payment.amount.amount }]),
    ],
  };
}

/** What was held on behalf of its buyer became a sale; null where the tickets do not add up. */
export function awardEntry(payment: TakenPayment, sale: Sale): LedgerEntry | null {
  const earned = saleLines(payment, sale);
  if (earned === null) return null;
  const held = { account: buyerAccount(payment.buyerId), amount: payment.amount.amount };
  const id = `${payment.id}:award`;
  return { ...tie(payment, sale), id, kind: 'award', lines: [held, ...earned] };
}

export interface SentPayout {
  readonly id: PayoutId;
  readonly sellerId: UserId;
  readonly amount: Money;
  readonly transferId: string;
}

/** Money was sent to a seller. */
export function payoutEntry({ id, sellerId, amount, transferId }: SentPayout): LedgerEntry {
  return {
    id: `${id}:payout`,
    kind: 'payout',
    payoutId: id,
    stripeObject: transferId,
    currency: amount.currency,
    lines: [
      { account: sellerAccount(sellerId), amount: amount.amount },
      { account: 'stripe', amount: -amount.amount },
    ],
  };
}

/** All or a part of a payout came back; `reversed` is what had come back before. */
export function reversalEntry(payout: SentPayout, reversed: number, total: number): LedgerEntry {
  const { id, sellerId, amount, transferId } = payout;
  return {
    id: `${id}:reversal:${total}`,
    kind: 'reversal',
    payoutId: id,
    stripeObject: transferId,
    currency: amount.currency,
    lines: [
      { account: 'stripe', amount: total - reversed },
      { account: sellerAccount(sellerId), amount: reversed - total },
    ],
  };
}

export const captureIdOf = (paymentId: PaymentId): string => `${paymentId}:capture`;

function tie({ id, orderId, amount, intentId }: TakenPayment, sale: Sale | null) {
  return {
    paymentId: id,
    orderId,
    ...(sale !== null && { eventId: sale.eventId }),
    stripeObject: intentId,
    currency: amount.currency,
  };
}

/** Per seller what they earned and what the platform keeps of it; null where it is not the total. */
function saleLines({ amount, feeBasisPoints }: TakenPayment, { items }: Sale): Line[] | null {
  const ofOneCurrency = items.every(({ price }) => price.currency === amount.currency);
  const total = items.reduce((sum, { price }) => sum + price.amount, 0);
  if (!ofOneCurrency || total !== amount.amount) return null;
  const sellers = [...new Set(items.map(({ sellerId }) => sellerId))];
  const lines = sellers.flatMap((sellerId): Line[] => {
    const prices = items.filter((item) => item.sellerId === sellerId).map(({ price }) => price);
    const gross = prices.reduce((sum, price) => sum + price.amount, 0);
    const fee = prices.reduce((sum, price) => sum + feeOf(price, feeBasisPoints).amount, 0);
    return [
      { account: sellerAccount(sellerId), amount: fee - gross },
      { account: 'platform_fee', sellerId, amount: -fee },
    ];
  });
  return withoutZeros(lines);
}

export function withoutZeros(lines: readonly Line[]): Line[] {
  return lines.filter(({ amount }) => amount !== 0);
}
