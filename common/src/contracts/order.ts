import type { OrderCancelled } from './order/order-cancelled.js';
import type { OrderCompleted } from './order/order-completed.js';
import type { OrderExpired } from './order/order-expired.js';
import type { OrderPaymentAccepted } from './order/order-payment-accepted.js';
import type { OrderPaymentRejected } from './order/order-payment-rejected.js';
import type { OrderPlaced } from './order/order-placed.js';
import type { OrderRefundAsked } from './order/order-refund-asked.js';
import type { OrderRefundFailed } from './order/order-refund-failed.js';
import type { OrderRefunded } from './order/order-refunded.js';

export * from './order/order-cancelled.js';
export * from './order/order-completed.js';
export * from './order/order-expired.js';
export * from './order/order-payment-accepted.js';
export * from './order/order-payment-rejected.js';
export * from './order/order-placed.js';
export * from './order/order-refund-asked.js';
export * from './order/order-refund-failed.js';
export * from './order/order-refunded.js';
export * from './order/state.js';

/** Every domain event of the `order` aggregate. */
export type OrderDomainEvent =
  | OrderPlaced
  | OrderPaymentAccepted
  | OrderPaymentRejected
  | OrderCompleted
  | OrderCancelled
  | OrderExpired
  | OrderRefundAsked
  | OrderRefunded
  | OrderRefundFailed;
