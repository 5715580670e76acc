import { between, type FaultPoint } from '@marquee/common/fault-point';
import type { Session } from '@marquee/common/mongo';
import type { PaymentRepository } from '../../data/payment.repository.js';
import type { PayoutRepository } from '../../data/payout.repository.js';
import type { PayoutAccountRepository } from '../../data/payout-account.repository.js';
import type { WebhookInbox } from '../../data/webhook-inbox.repository.js';
import type { ReadWebhook } from '../../stripe/webhooks.js';

export interface ReceiveWebhookDependencies {
  readonly inbox: WebhookInbox;
  readonly payments: PaymentRepository;
  readonly payouts: PayoutRepository;
  readonly accounts: PayoutAccountRepository;
  readonly read: ReadWebhook;
  /** Called around the inbox's transaction and in it; tests stop there. */
  readonly faultPoint: FaultPoint;
}

/** What became of a delivery. `refused` and `unreadable` ones are not acknowledged. */
export type Reception = 'heard' | 'repeated' | 'unknown_type' | 'refused' | 'unreadable';

const paymentTypes = /^(payment_intent|charge|refund)\./;
/** Also of money that went back before, even weeks ago: a bank may have sent it back to us. */
const refundTypes = /^(refund\.(failed|updated)|charge\.refund\.updated)$/;
const payoutTypes = /^(transfer\.|account\.updated$)/;

/**
 * Stripe says that something happened. It is believed to have said so, and no more: the payment, or
 * the payout, is looked at soon, and what Stripe answers then is what counts.
 */
export async function receiveWebhook(
  { inbox, payments, payouts, accounts, read, faultPoint }: ReceiveWebhookDependencies,
  rawBody: Buffer,
  signature: string,
): Promise<Reception> {
  const hint = read(rawBody, signature);
  if (typeof hint === 'string') return hint;
  const isOfPayment = paymentTypes.test(hint.type);
  const isOfPayout = payoutTypes.test(hint.type);
  const pass = async (session: Session) => {
    if (refundTypes.test(hint.type)) await payments.lookAgain(hint, session);
    else if (isOfPayment) await payments.hintAbout(session, hint);
    if (isOfPayout && hint.payoutId !== undefined) await payouts.lookAgain(hint.payoutId, session);
    else if (isOfPayout && hint.sellerId !== undefined) {
      await accounts.lookAgain(hint.sellerId, session);
      await payouts.wake(hint.sellerId, session);
    }
  };
  const isNew = await between(faultPoint, 'hear-webhook', () =>
    inbox.once(hint, (session) => between(faultPoint, 'pass-hint', () => pass(session))),
  );
  if (!isNew) return 'repeated';
  return isOfPayment || isOfPayout ? 'heard' : 'unknown_type';
}
