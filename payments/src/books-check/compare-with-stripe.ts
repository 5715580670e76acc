import type { PayoutId, RefundId } from '@marquee/common/ids';
import type Stripe from 'stripe';
import type { PaymentRow } from '../data/payment.model.js';
import type { PayoutRow } from '../data/payout.model.js';
import { intentIdOf } from '../domain/payment.js';
import { wasCaptured } from './check-payment.js';
import { type Difference, difference } from './difference.js';

/** Whether the books hold what this intent took. */
export function isBookedBy(
  intent: Pick<Stripe.PaymentIntent, 'id'>,
  row: PaymentRow | undefined,
): boolean {
  return row !== undefined && intentIdOf(row.state) === intent.id && wasCaptured(row);
}

/** An intent of ours took what its payment's row says, and no second one took anything. */
export function compareIntent(
  { id, amount_received: received, currency }: Stripe.PaymentIntent,
  row: PaymentRow | undefined,
): Difference[] {
  const took = `Stripe took ${received} ${currency}`;
  if (row !== undefined && isBookedBy({ id }, row)) {
    if (received === row.amount.amount) return [];
    return [difference('stripe_amount', id, `${took}; ${row._id} is of ${row.amount.amount}`)];
  }
  if (received === 0) return [];
  if (row === undefined)
    return [difference('stripe_unknown_payment', id, `${took} for no payment`)];
  if (intentIdOf(row.state) !== id)
    return [difference('stripe_second_intent', id, `${took} beside ${row._id}`)];
  return [
    difference('stripe_ahead', id, `${took}; ${row._id} is ${row.state.status}`, mendOf(row)),
  ];
}

/** What Stripe says went back is what the payment's row says; what came back again is told. */
export function compareRefund(
  { id, status, amount, currency, metadata }: Stripe.Refund,
  row: PaymentRow,
): Difference[] {
  const refundId = metadata?.['refundId'] as RefundId | undefined;
  const refund = row.refunds?.find((one) => one.refundId === refundId);
  if (status === 'failed') {
    const isBooked = refund?.status === 'succeeded' && refund.stripeRefundId === id;
    const back = `${amount} ${currency} of ${row._id} did not reach the buyer`;
    return isBooked ? [difference('stripe_refund_returned', id, back, mendOf(row))] : [];
  }
  const went = `${amount} ${currency} of ${row._id} went back`;
  if (refund === undefined) return [difference('stripe_refund_outside', id, went)];
  if (refund.status !== 'succeeded')
    return [difference('stripe_ahead', id, `${went}; its row says ${refund.status}`, mendOf(row))];
  if (refund.amount.amount === amount) return [];
  return [difference('stripe_amount', id, `${went}; its row says ${refund.amount.amount}`)];
}

/** A transfer of ours is what its payout's row says, and the only one. */
export function compareTransfer(
  { id, amount, amount_reversed: back, currency }: Stripe.Transfer,
  payoutId: PayoutId,
  row: PayoutRow | undefined,
): Difference[] {
  const sent = `${amount} ${currency} was sent`;
  const mend = { kind: 'look-at-payout', payoutId } as const;
  if (row === undefined) return [difference('stripe_unknown_transfer', id, `${sent} by no payout`)];
  if (row.transferId === undefined)
    return [difference('stripe_ahead', id, `${sent}; ${payoutId} is ${row.status}`, mend)];
  if (row.transferId !== id)
    return [difference('stripe_second_transfer', id, `${sent} beside ${row.transferId}`)];
  if (row.amount !== amount)
    return [difference('stripe_amount', id, `${sent}; ${payoutId} is of ${row.amount}`)];
  if (row.reversed === back) return [];
  const detail = `${back} of it came back, ${row.reversed} is booked`;
  return [difference('stripe_ahead', id, detail, mend)];
}

export function intentOf({ payment_intent: of }: Stripe.Refund): string {
  return typeof of === 'string' ? of : '';
}

const mendOf = ({ _id: paymentId }: PaymentRow) =>
  ({ kind: 'look-at-payment', paymentId }) as const;
