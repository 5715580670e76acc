import { between, type FaultPoint } from '@marquee/common/fault-point';
import type { Logger } from '@marquee/common/logging';
import type { Session } from '@marquee/common/mongo';
import type { PaymentRepository } from '../../data/payment.repository.js';
import type { PayoutRepository } from '../../data/payout.repository.js';
import type { WebhookInbox } from '../../data/webhook-inbox.repository.js';
import type { ReadWebhook, StripeHint } from '../../stripe/webhooks.js';

export interface ReceiveWebhookDependencies {
  readonly inbox: WebhookInbox;
  readonly payments: PaymentRepository;
  readonly payouts: PayoutRepository;
  readonly read: ReadWebhook;
  readonly logger: Logger;
  /** Called around the inbox's transaction and in it; tests stop there. */
  readonly faultPoint: FaultPoint;
}

/** What became of a delivery. Only `refused` is not acknowledged. */
export type Reception = 'heard' | 'repeated' | 'unknown_type' | 'refused';

const paymentTypes = /^(payment_intent|charge|refund)\./;
const payoutTypes = /^(transfer\.|account\.updated$)/;

/**
 * Stripe says that something happened. It is believed to have said so, and no more: the payment, or
 * the payout, is looked at soon, and what Stripe answers then is what counts.
 */
export async function receiveWebhook(
  { inbox, payments, payouts, read, logger, faultPoint }: ReceiveWebhookDependencies,
  rawBody: Buffer,
  signature: string,
): Promise<Reception> {
  const hint = read(rawBody, signature);
  if (hint === null) return 'refused';
  const isOfPayment = paymentTypes.test(hint.type);
  const isOfPayout = payoutTypes.test(hint.type);
  const pass = async (session: Session) => {
    if (isOfPayment) await payments.hintAbout(session, hint);
    if (isOfPayout && hint.payoutId !== undefined) await payouts.lookAgain(hint.payoutId, session);
    else if (isOfPayout && hint.sellerId !== undefined) await payouts.wake(hint.sellerId, session);
  };
  const isNew = await between(faultPoint, 'hear-webhook', () =>
    inbox.once(hint, (session) => between(faultPoint, 'pass-hint', () => pass(session))),
  );
  if (!isNew) return 'repeated';
  if (!isOfPayment && !isOfPayout) return 'unknown_type';
  if (hint.type === 'refund.failed') await sayIfReturned(payments, logger, hint);
  return 'heard';
}

/** Banks may send a refund back weeks after it succeeded: nothing moves by itself then. */
async function sayIfReturned(
  payments: PaymentRepository,
  logger: Logger,
  { paymentId, intentId }: StripeHint,
): Promise<void> {
  const row = await payments.findAbout({ paymentId, intentId });
  if (row === null || row.state.status === 'refunding') return;
  if (!(row.refunds ?? []).some(({ status }) => status === 'succeeded')) return;
  logger.error(
    { paymentId: row._id, orderId: row.orderId },
    'a refund that had succeeded may have come back: compare with Stripe',
  );
}
