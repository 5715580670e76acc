import { z } from 'zod';
import { moneySchema } from '../../money.js';
import {
  eventId,
  exampleIds,
  instant,
  orderId,
  paymentId,
  refundId,
  ticketId,
  userId,
} from '../fields.js';

export const orderStatuses = [
  'awaiting_payment',
  'paying',
  'complete',
  'cancelled',
  'expired',
  'refunded',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

export const orderItem = z.strictObject({
  ticketId,
  sellerId: userId,
  section: z.string(),
  row: z.string().nullable(),
  seat: z.string().nullable(),
  price: moneySchema,
});
export type OrderItem = z.infer<typeof orderItem>;

export const refundReasons = [
  'event_cancelled',
  'requested_by_customer',
  'duplicate',
  'fraudulent',
  'goodwill',
] as const;
export type RefundReason = (typeof refundReasons)[number];

/**
 * Money that orders agreed to give back. `asked` until payments says how it ended; what failed is
 * owed no more by this refund and may be asked for again.
 */
export const orderRefund = z.strictObject({
  refundId,
  amount: moneySchema,
  reason: z.enum(refundReasons),
  status: z.enum(['asked', 'succeeded', 'failed']),
  askedAt: instant,
});
export type OrderRefund = z.infer<typeof orderRefund>;

/** An Order. Private to its buyer, and each item to its seller. */
export const orderState = z.strictObject({
  orderId,
  buyerId: userId,
  eventId,
  items: z.array(orderItem),
  total: moneySchema,
  status: z.enum(orderStatuses),
  placedAt: instant,
  expiresAt: instant,
  /** The payment that won the order. */
  paymentId: paymentId.optional(),
  /** Payments that were told no; their money is released. */
  rejectedPaymentIds: z.array(paymentId),
  /** Refunds agreed, oldest first; those not failed never exceed the total. */
  refunds: z.array(orderRefund).default([]),
});
export type OrderState = z.infer<typeof orderState>;

export const orderExample: OrderState = {
  orderId: exampleIds.order,
  buyerId: exampleIds.user,
  eventId: exampleIds.event,
  items: [
    {
      ticketId: exampleIds.ticket,
      sellerId: exampleIds.seller,
      section: 'Stalls',
      row: 'B',
      seat: '12',
      price: { amount: 4300, currency: 'EUR' },
    },
  ],
  total: { amount: 4300, currency: 'EUR' },
  status: 'awaiting_payment',
  placedAt: '2027-01-05T20:00:00.000Z',
  expiresAt: '2027-01-05T20:15:00.000Z',
  rejectedPaymentIds: [],
  refunds: [],
};

export const refundExample: OrderRefund = {
  refundId: exampleIds.refund,
  amount: { amount: 4300, currency: 'EUR' },
  reason: 'event_cancelled',
  status: 'asked',
  askedAt: '2027-02-01T09:30:00.000Z',
};
