import { type PaymentDomainEvent, paymentState } from '@marquee/common/contracts/payment';
import type { Session } from '@marquee/common/mongo';
import type { MailRepository } from '../../data/mail.repository.js';
import type { PaymentRepository } from '../../data/payment.repository.js';
import { mailIdOf, type NewMail } from '../../domain/mail.js';
import type { News, ReleaseCause } from '../../domain/news.js';

export interface FollowPaymentsDependencies {
  readonly payments: PaymentRepository;
  readonly mails: MailRepository;
}

/**
 * Tells buyers what became of money that their bank had set aside for us. The end of a payment
 * that never came so far, such as a card form left open, is no news: no money was touched.
 */
export function followPayments({ payments, mails }: FollowPaymentsDependencies) {
  return async (session: Session, happened: readonly PaymentDomainEvent[]): Promise<void> => {
    const steps = happened.map((step) => ({ ...step, data: paymentState.parse(step.data) }));
    const fresh = steps.filter((step) => step.type === 'PaymentAuthorised');
    const authorised = await payments.authorised(
      session,
      steps.map((step) => step.data.paymentId),
    );
    for (const { data } of fresh) authorised.add(data.paymentId);
    const letters = steps.flatMap((step) => mailsOf(step, authorised.has(step.data.paymentId)));
    await payments.remember(
      session,
      fresh.map((step) => step.data.paymentId),
    );
    await mails.queue(session, letters);
  };
}

function mailsOf(step: PaymentDomainEvent, wasAuthorised: boolean): NewMail[] {
  if (step.type === 'PaymentRefunded') return refundMailsOf(step);
  const news = newsOf(step, wasAuthorised);
  if (news === null) return [];
  const { buyerId, paymentId } = step.data;
  const id = mailIdOf(news.kind, paymentId, step.aggregateVersion);
  return [{ id, recipientId: buyerId, news, occurredAt: new Date(step.occurredAt) }];
}

/**
 * A refund is told of once: its own id names the mail, so that later states of the payment, which
 * hold it too, make no second one.
 */
function refundMailsOf({ data, occurredAt }: PaymentDomainEvent): NewMail[] {
  const { orderId, buyerId: recipientId, amount: paid } = data;
  return data.refunds
    .filter(({ status }) => status === 'succeeded')
    .map(({ refundId, amount }) => ({
      id: mailIdOf('payment_refunded', refundId, 1),
      recipientId,
      news: {
        kind: 'payment_refunded' as const,
        orderId,
        amount,
        ...(amount.amount < paid.amount && { paid }),
      },
      occurredAt: new Date(occurredAt),
    }));
}

function newsOf({ type, data }: PaymentDomainEvent, wasAuthorised: boolean): News | null {
  const { orderId, amount } = data;
  switch (type) {
    case 'PaymentAuthorised':
    case 'PaymentCaptured':
      return null;
    case 'PaymentReleased':
      if (!wasAuthorised) return null;
      return { kind: 'payment_released', orderId, amount, cause: causeOf(data.reason) };
    case 'PaymentFailed':
      return wasAuthorised ? { kind: 'payment_failed', orderId, amount } : null;
    case 'PaymentRefunded':
    case 'PaymentRefundFailed':
      // Refunds are told of one by one; when one failed, an operator sees to it: the buyer is told when the money really goes back.
      return null;
  }
}

/** Payments' reasons in the words of a mail; one that is not known yet is said to be late. */
function causeOf(reason: string | undefined): ReleaseCause {
  switch (reason) {
    case 'order_cancelled':
      return 'order_cancelled';
    case 'another_payment_won':
      return 'paid_otherwise';
    default:
      return 'too_late';
  }
}
