import { z } from 'zod';
import { moneySchema } from '../../money.js';
import { eventId, exampleIds, instant, orderId, paymentId, ticketId, userId } from '../fields.js';

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
};
