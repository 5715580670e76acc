import type { PaymentId } from '@marquee/common/ids';
import type Stripe from 'stripe';
import type { IntentStatus } from '../domain/next-step.js';
import type { PaymentFacts } from '../domain/payment.js';
import { StrangeAnswer } from './call-failure.js';

export interface CreatedIntent {
  readonly id: string;
  readonly clientSecret: string;
  /** Null for a status we do not know: the intent is kept, a later look may understand it. */
  readonly status: IntentStatus | null;
}

/** The calls we make at Stripe. Every one that changes something carries a key of row + attempt. */
export interface Intents {
  create(payment: PaymentFacts, attempt: number): Promise<CreatedIntent>;
  read(intentId: string): Promise<IntentStatus>;
  capture(paymentId: PaymentId, intentId: string, attempt: number): Promise<IntentStatus>;
  cancel(paymentId: PaymentId, intentId: string, attempt: number): Promise<IntentStatus>;
  /**
   * Cancels what creates without an answer left behind on one page of the intents of that time.
   * Answers after which intent the next page begins; null when this was the last.
   */
  cancelOrphans(paymentId: PaymentId, page: OrphanPage): Promise<string | null>;
}

export interface OrphanPage {
  /** When creates that were not answered began, and when their intents must have been there. */
  readonly from: Date;
  readonly until: Date;
  /** The last intent of the page before. */
  readonly after?: string | undefined;
  /** The payment's own intent: no orphan. */
  readonly except: string | undefined;
  /** Counts the pages begun: a key whose answer was an error would repeat it for a day. */
  readonly attempt: number;
}

/** Our clock, the database's and Stripe's may differ by this much. */
const clockSkewSeconds = 300;

export function createIntents(stripe: Stripe): Intents {
  const key = (paymentId: PaymentId, call: string, attempt: number) => ({
    idempotencyKey: `${paymentId}:${call}:${attempt}`,
  });

  return {
    async create({ id, orderId, amount }, attempt) {
      const intent = await stripe.paymentIntents.create(
        {
          amount: amount.amount,
          currency: amount.currency.toLowerCase(),
          capture_method: 'manual',
          automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
          metadata: { paymentId: id, orderId, attempt: String(attempt) },
        },
        key(id, 'create', attempt),
      );
      if (!intent.client_secret) throw new StrangeAnswer(`${intent.id} has no client secret`);
      return { id: intent.id, clientSecret: intent.client_secret, status: knownStatusOf(intent) };
    },
    read: async (intentId) => statusOf(await stripe.paymentIntents.retrieve(intentId)),
    capture: async (paymentId, intentId, attempt) =>
      statusOf(
        await stripe.paymentIntents.capture(intentId, {}, key(paymentId, 'capture', attempt)),
      ),
    cancel: async (paymentId, intentId, attempt) =>
      statusOf(
        await stripe.paymentIntents.cancel(
          intentId,
          { cancellation_reason: 'abandoned' },
          key(paymentId, 'cancel', attempt),
        ),
      ),
    async cancelOrphans(paymentId, { from, until, after, except, attempt }) {
      const gte = Math.floor(from.getTime() / 1000) - clockSkewSeconds;
      const lte = Math.ceil(until.getTime() / 1000) + clockSkewSeconds;
      // Listed, not searched: Stripe's search may lag a minute behind.
      const { data, has_more: hasMore } = await stripe.paymentIntents.list({
        ...{ created: { gte, lte }, limit: 100 },
        ...(after !== undefined && { starting_after: after }),
      });
      for (const { id, metadata, status } of data) {
        if (metadata['paymentId'] !== paymentId || id === except || status === 'canceled') continue;
        await stripe.paymentIntents.cancel(id, {}, key(paymentId, `orphan:${id}`, attempt));
      }
      return hasMore ? (data.at(-1)?.id ?? null) : null;
    },
  };
}

const statuses: readonly string[] = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
  'processing',
  'requires_capture',
  'succeeded',
  'canceled',
] satisfies readonly IntentStatus[];

function knownStatusOf({ status }: Stripe.PaymentIntent): IntentStatus | null {
  return statuses.includes(status) ? (status as IntentStatus) : null;
}

function statusOf(intent: Stripe.PaymentIntent): IntentStatus {
  const known = knownStatusOf(intent);
  if (known !== null) return known;
  throw new StrangeAnswer(`${intent.id} has the unknown status ${intent.status}`);
}
