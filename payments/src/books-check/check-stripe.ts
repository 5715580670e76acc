import type { PaymentId, PayoutId } from '@marquee/common/ids';
import type Stripe from 'stripe';
import type { AuditRepository } from '../data/audit.repository.js';
import { intentIdOf } from '../domain/payment.js';
import { wasCaptured } from './check-payment.js';
import {
  compareIntent,
  compareRefund,
  compareTransfer,
  intentOf,
  isBookedBy,
} from './compare-with-stripe.js';
import { type Difference, difference } from './difference.js';
import { lookAgain } from './look-again.js';

export interface StripeSums {
  /** What lies at Stripe by its own lists, of what is ours: by currency, in minor units. */
  readonly balance: Map<string, number>;
  capturedIntents: number;
}

export interface StripeCheck {
  readonly stripe: Stripe;
  readonly audit: AuditRepository;
  /** Nothing of ours is older. */
  readonly since: number;
  readonly sums: StripeSums;
  readonly pause: () => Promise<void>;
}

/** Stripe's pages, each a batch. Other business of the same account is left alone. */
async function* pages<T>(list: AsyncIterable<T>): AsyncIterable<readonly T[]> {
  let page: T[] = [];
  for await (const one of list) {
    page.push(one);
    if (page.length < 100) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

function add({ balance }: StripeSums, currency: string, amount: number): void {
  const key = currency.toUpperCase();
  balance.set(key, (balance.get(key) ?? 0) + amount);
}

/** Every intent of ours is what its payment's row says, and no second one took money. */
async function* checkIntents(check: StripeCheck): AsyncIterable<Difference> {
  const { stripe, audit, since, sums, pause } = check;
  const idOf = ({ metadata }: Stripe.PaymentIntent) => metadata['paymentId'] as PaymentId;
  const rowsOf = async (intents: readonly Stripe.PaymentIntent[]) =>
    new Map((await audit.findPayments(intents.map(idOf))).map((row) => [row._id, row]));
  const list = stripe.paymentIntents.list({ created: { gte: since }, limit: 100 });
  for await (const page of pages(list)) {
    const ours = page.filter(({ metadata }) => metadata['paymentId'] !== undefined);
    const rows = await rowsOf(ours);
    for (const intent of ours) {
      if (intent.amount_received > 0) add(sums, intent.currency, intent.amount_received);
      const isTaken = intent.amount_received > 0 && isBookedBy(intent, rows.get(idOf(intent)));
      if (isTaken) sums.capturedIntents += 1;
    }
    yield* await lookAgain(ours, {
      async compare(intents) {
        const now = await rowsOf(intents);
        return intents.map((item) => ({
          item,
          differences: compareIntent(item, now.get(idOf(item))),
        }));
      },
      refresh: (intents) => readEach(intents, (id) => stripe.paymentIntents.retrieve(id)),
      pause,
    });
  }
}

/** Every refund that succeeded is booked, and what was made outside is told. */
async function* checkRefundsAtStripe(check: StripeCheck): AsyncIterable<Difference> {
  const { stripe, audit, since, sums, pause } = check;
  const rowsOf = async (refunds: readonly Stripe.Refund[]) => {
    const rows = await audit.findPaymentsOfIntents(refunds.map(intentOf));
    return new Map(rows.map((row) => [intentIdOf(row.state), row]));
  };
  const list = stripe.refunds.list({ created: { gte: since }, limit: 100 });
  for await (const page of pages(list)) {
    const done = page.filter(({ status }) => status === 'succeeded' || status === 'failed');
    const rows = await rowsOf(done);
    const ours = done.filter((refund) => rows.has(intentOf(refund)));
    for (const { status, currency, amount } of ours)
      if (status === 'succeeded') add(sums, currency, -amount);
    yield* await lookAgain(ours, {
      async compare(refunds) {
        const now = await rowsOf(refunds);
        return refunds.map((item) => {
          const row = now.get(intentOf(item));
          return { item, differences: row === undefined ? [] : compareRefund(item, row) };
        });
      },
      refresh: (refunds) => readEach(refunds, (id) => stripe.refunds.retrieve(id)),
      pause,
    });
  }
}

/** Every transfer is a payout's, and the only one. */
async function* checkTransfers(check: StripeCheck): AsyncIterable<Difference> {
  const { stripe, audit, since, sums, pause } = check;
  const idOf = ({ metadata }: Stripe.Transfer) => metadata['payoutId'] as PayoutId;
  const list = stripe.transfers.list({ created: { gte: since }, limit: 100 });
  for await (const page of pages(list)) {
    const ours = page.filter(({ metadata }) => metadata['payoutId'] !== undefined);
    for (const { amount, amount_reversed: back, currency } of ours)
      add(sums, currency, back - amount);
    yield* await lookAgain(ours, {
      async compare(transfers) {
        const found = await audit.findPayouts(transfers.map(idOf));
        const now = new Map(found.map((row) => [row._id, row]));
        return transfers.map((item) => ({
          item,
          differences: compareTransfer(item, idOf(item), now.get(idOf(item))),
        }));
      },
      refresh: (transfers) => readEach(transfers, (id) => stripe.transfers.retrieve(id)),
      pause,
    });
  }
}

/** Each reads a list of Stripe's, adds up what it moved, and compares it with our rows. */
export const stripesLists = [checkIntents, checkRefundsAtStripe, checkTransfers] as const;

/** One after the other: only what differed is read again. */
async function readEach<T extends { readonly id: string }>(
  objects: readonly T[],
  read: (id: string) => Promise<T>,
): Promise<readonly T[]> {
  const again: T[] = [];
  for (const { id } of objects) again.push(await read(id));
  return again;
}

/** Asked one by one, and only when Stripe's list had fewer captures than the books. */
export async function* findMissingIntents(check: StripeCheck): AsyncIterable<Difference> {
  for await (const rows of check.audit.payments()) {
    for (const row of rows.filter(wasCaptured)) {
      const intentId = intentIdOf(row.state) ?? '';
      const received = await receivedBy(check.stripe, intentId);
      if (received === 0)
        yield difference('stripe_missing', row._id, `Stripe took nothing by ${intentId}`);
    }
  }
}

async function receivedBy(stripe: Stripe, intentId: string): Promise<number> {
  try {
    return (await stripe.paymentIntents.retrieve(intentId)).amount_received;
  } catch (error) {
    if ((error as Stripe.errors.StripeError).code === 'resource_missing') return 0;
    throw error;
  }
}
