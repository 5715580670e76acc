import type { EventId, OrderId, PaymentId, PayoutId, UserId } from '@marquee/common/ids';
import type { Currency } from '@marquee/common/money';

/**
 * Whose money it is. `stripe`: what lies at Stripe for us. `buyer:…`: taken, but not earned by a
 * sale. `seller:…`: owed to a seller. `platform_fee`: earned by the platform.
 */
export type Account = 'stripe' | 'platform_fee' | `buyer:${string}` | `seller:${string}`;

/** One side of an entry, in minor units: debits are positive, credits negative. */
export interface Line {
  readonly account: Account;
  readonly amount: number;
  /** With `platform_fee`: whose sale it is the fee of. */
  readonly sellerId?: UserId;
}

/**
 * `capture`: money was taken. `award`: money that was taken before its order had spoken became a
 * sale. `refund`: money went back to the buyer; `return`: a bank sent it back to us. `payout`: money
 * was sent to a seller; `reversal`: it came back.
 */
export type EntryKind = 'capture' | 'award' | 'refund' | 'return' | 'payout' | 'reversal';

/** One fact about money. Its lines sum to zero; its id follows from the fact, so it is said once. */
export interface LedgerEntry {
  readonly id: string;
  readonly kind: EntryKind;
  readonly paymentId?: PaymentId;
  readonly payoutId?: PayoutId;
  readonly orderId?: OrderId;
  /** Of a sale and what is taken back of it. */
  readonly eventId?: EventId;
  /** The object at Stripe that moved the money: pi_, re_, tr_ or trr_. */
  readonly stripeObject: string;
  readonly currency: Currency;
  readonly lines: readonly Line[];
}

export const sellerAccount = (sellerId: UserId): Account => `seller:${sellerId}`;
export const buyerAccount = (buyerId: UserId): Account => `buyer:${buyerId}`;

/** What an entry moved on one account. */
export function movedOn(entry: Pick<LedgerEntry, 'lines'>, account: Account): number {
  return entry.lines.reduce((sum, line) => (line.account === account ? sum + line.amount : sum), 0);
}
