import type { PaymentId, PayoutId, UserId } from '@marquee/common/ids';
import type { Currency } from '@marquee/common/money';
import type { LedgerEntry } from '../domain/ledger/entry.js';

/** What is wrong, in one word for programs. */
export type DifferenceCode =
  | 'entry_unbalanced'
  | 'entry_missing'
  | 'entry_wrong'
  | 'entry_without_fact'
  | 'order_unknown'
  | 'payment_missing'
  | 'owed_differs'
  | 'payout_failed'
  | 'payout_slow'
  | 'payout_missing'
  | 'stripe_unknown_payment'
  | 'stripe_second_intent'
  | 'stripe_ahead'
  | 'stripe_missing'
  | 'stripe_amount'
  | 'stripe_refund_outside'
  | 'stripe_refund_returned'
  | 'stripe_second_transfer'
  | 'stripe_unknown_transfer'
  | 'stripe_total';

/** What mends a difference without guessing: write what the facts say, or have a worker look. */
export type Mend =
  | { readonly kind: 'write'; readonly entry: LedgerEntry }
  | { readonly kind: 'look-at-payment'; readonly paymentId: PaymentId }
  | { readonly kind: 'look-at-payout'; readonly payoutId: PayoutId }
  | { readonly kind: 'open-payout'; readonly sellerId: UserId; readonly currency: Currency };

/** One way in which the books, the rows, orders and Stripe do not agree. */
export interface Difference {
  readonly code: DifferenceCode;
  /** The payment, entry, payout or object at Stripe it is about. */
  readonly subject: string;
  readonly detail: string;
  /** What a person does about it. */
  readonly remedy: string;
  readonly mend?: Mend;
}

const remedies: Readonly<Record<DifferenceCode, string>> = {
  entry_unbalanced: 'entries are never changed: find who wrote it, then correct it by hand',
  entry_missing: '--repair writes it from its fact',
  entry_wrong: 'entries are never changed: compare it with its fact, then correct it by hand',
  entry_without_fact: 'find out at Stripe whether the money moved, then correct it by hand',
  order_unknown: 'orders has no such order: was another database restored?',
  payment_missing: 'payments has no such payment: was another database restored?',
  owed_differs: '--repair has the worker look again; what stays needs npm run refund',
  payout_failed: '--repair opens another payout; see why Stripe refused the last',
  payout_slow: '--repair has the job look at Stripe again',
  payout_missing: '--repair opens one; does the payouts job run?',
  stripe_unknown_payment: 'refund it at Stripe, unless another database was restored',
  stripe_second_intent: 'refund it at Stripe: its payment was paid by another intent',
  stripe_ahead: '--repair has the worker look at Stripe again',
  stripe_missing: 'are these the right keys? Stripe does not know what the books say',
  stripe_amount: 'compare the object at Stripe with its row',
  stripe_refund_outside: 'it was made at Stripe, not here: correct the books by hand',
  stripe_refund_returned: '--repair has the worker book what came back, and send it again',
  stripe_second_transfer: 'reverse one of them at Stripe',
  stripe_unknown_transfer: 'reverse it at Stripe, unless another database was restored',
  stripe_total: 'more or less money moved at Stripe than the books say',
};

export function difference(
  code: DifferenceCode,
  subject: string,
  detail: string,
  mend?: Mend,
): Difference {
  const remedy = remedies[code];
  return { code, subject, detail, remedy, ...(mend !== undefined && { mend }) };
}
