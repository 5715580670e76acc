import {
  type PaymentState as AnnouncedPayment,
  paymentAuthorised,
  paymentCaptured,
  paymentFailed,
  paymentRefunded,
  paymentRefundFailed,
  paymentReleased,
} from '@marquee/common/contracts/payment';
import type { DomainEventDraft } from '@marquee/common/outbox';
import type { PaymentRow } from '../data/payment.model.js';
import type { Announcement } from '../domain/transitions.js';

const contracts = {
  PaymentAuthorised: paymentAuthorised,
  PaymentCaptured: paymentCaptured,
  PaymentReleased: paymentReleased,
  PaymentFailed: paymentFailed,
  PaymentRefunded: paymentRefunded,
  PaymentRefundFailed: paymentRefundFailed,
} as const satisfies Record<Announcement, unknown>;

/** The domain event of a payment's newest state: everything but its secrets. */
export function announcementOf(row: PaymentRow, announce: Announcement): DomainEventDraft {
  return {
    contract: contracts[announce],
    aggregateId: row._id,
    aggregateVersion: row.version,
    data: announced(row),
    correlationId: row.correlationId,
  };
}

function announced({ _id, orderId, buyerId, amount, state, ...row }: PaymentRow): AnnouncedPayment {
  const { status } = state;
  const refunds = (row.refunds ?? []).map((refund) => ({
    refundId: refund.refundId,
    amount: refund.amount,
    status: refund.status,
  }));
  const facts = { paymentId: _id, orderId, buyerId, amount, status, refunds };
  const reason = 'reason' in state ? state.reason : undefined;
  return reason === undefined ? facts : { ...facts, reason };
}
