/** Why we cancelled the intent: the order's word. */
export type ReleaseReason =
  | 'order_cancelled'
  | 'order_expired'
  | 'another_payment_won'
  | 'payment_rejected';

/** Why Stripe's side ended without money. */
export type FailureReason =
  | 'cancelled_by_stripe'
  | 'capture_refused'
  | 'refused_by_stripe'
  | 'unknown_to_stripe';

/** Why orders agreed that money goes back. */
export type RefundReason =
  | 'event_cancelled'
  | 'requested_by_customer'
  | 'duplicate'
  | 'fraudulent'
  | 'goodwill';

/** Why money goes back: what orders agreed to, or why no order won it. */
export type RefundCause = RefundReason | ReleaseReason;
