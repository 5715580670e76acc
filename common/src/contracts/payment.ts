import type { PaymentAuthorised } from './payment/payment-authorised.js';
import type { PaymentCaptured } from './payment/payment-captured.js';
import type { PaymentFailed } from './payment/payment-failed.js';
import type { PaymentRefundFailed } from './payment/payment-refund-failed.js';
import type { PaymentRefunded } from './payment/payment-refunded.js';
import type { PaymentReleased } from './payment/payment-released.js';

export * from './payment/payment-authorised.js';
export * from './payment/payment-captured.js';
export * from './payment/payment-failed.js';
export * from './payment/payment-refund-failed.js';
export * from './payment/payment-refunded.js';
export * from './payment/payment-released.js';
export * from './payment/state.js';

/** Every domain event of the `payment` aggregate. */
export type PaymentDomainEvent =
  | PaymentAuthorised
  | PaymentCaptured
  | PaymentReleased
  | PaymentFailed
  | PaymentRefunded
  | PaymentRefundFailed;
