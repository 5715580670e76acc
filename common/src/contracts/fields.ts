import { z } from 'zod';
import type { EventId, OrderId, PaymentId, RefundId, SessionId, TicketId, UserId } from '../ids.js';

/** An id as it travels: a UUIDv7. The brand exists for the type checker only. */
function id<Id extends string>(): z.ZodType<Id, string> {
  return z.uuidv7() as unknown as z.ZodType<Id, string>;
}

export const userId = id<UserId>();
export const sessionId = id<SessionId>();
export const eventId = id<EventId>();
export const ticketId = id<TicketId>();
export const orderId = id<OrderId>();
export const paymentId = id<PaymentId>();
export const refundId = id<RefundId>();

/** RFC 3339, UTC. */
export const instant = z.iso.datetime();

/** Ids used in the contracts' examples. */
export const exampleIds = {
  user: '01939f3a-5b00-7000-8000-000000000001' as UserId,
  seller: '01939f3a-5b00-7000-8000-000000000002' as UserId,
  session: '01939f3a-5b00-7000-8000-000000000003' as SessionId,
  event: '01939f3a-5b00-7000-8000-000000000004' as EventId,
  ticket: '01939f3a-5b00-7000-8000-000000000005' as TicketId,
  order: '01939f3a-5b00-7000-8000-000000000006' as OrderId,
  payment: '01939f3a-5b00-7000-8000-000000000007' as PaymentId,
  refund: '01939f3a-5b00-7000-8000-000000000008' as RefundId,
} as const;
