import type { PaymentId, PayoutId } from '@marquee/common/ids';
import type Stripe from 'stripe';
import type { AuditRepository } from '../data/audit.repository.js';
import { intentIdOf } from '../domain/payment.js';
import { wasCaptured } from './check-payment.js';
import { compareIntent, compareRefund, intentOf, isBookedBy } from './compare-with-stripe.js';
import { type Difference, difference } from './difference.js';

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
export async function* checkIntents(check: StripeCheck): AsyncIterable<Difference> {
  const { stripe, audit, since, sums } = check;
  const list = stripe.paymentIntents.list({ created: { gte: since }, limit: 100 });
  for await (const page of pages(list)) {
    const ours = page.filter(({ metadata }) => metadata['paymentId'] !== undefined);
    const ids = ours.map(({ metadata }) => metadata['paymentId'] as PaymentId);
    const rows = new Map((await audit.findPayments(ids)).map((row) => [row._id, row]));
    for (const intent of ours) {
      const row = rows.get(intent.metadata['paymentId'] as PaymentId);
      if (intent.amount_received > 0) add(sums, intent.currency, intent.amount_received);
      if (intent.amount_received > 0 && isBookedBy(intent, row)) sums.capturedIntents += 1;
      yield* compareIntent(intent, row);
    }
  }
}

/** Every refund that succeeded is booked, and what was made outside is told. */
export async function* checkRefundsAtStripe(check: StripeCheck): AsyncIterable<Difference> {
  const { stripe, audit, since, sums } = check;
  const list = stripe.refunds.list({ created: { gte: since }, limit: 100 });
  for await (const page of pages(list)) {
    const done = page.filter(({ status }) => status === 'succeeded' || status === 'failed');
    const rows = await audit.findPaymentsOfIntents(done.map(intentOf));
    const byIntent = new Map(rows.map((row) => [intentIdOf(row.state), row]));
    for (const refund of done) {
      const row = byIntent.get(intentOf(refund));
      if (row === undefined) continue;
      if (refund.status === 'succeeded') add(sums, refund.currency, -refund.amount);
      yield* compareRefund(refund, row);
    }
  }
}

/** Every transfer is a payout's, and the only one. */
export async function* checkTransfers(check: StripeCheck): AsyncIterable<Difference> {
  const { stripe, audit, since, sums } = check;
  const list = stripe.transfers.list({ created: { gte: since }, limit: 100 });
  for await (const page of pages(list)) {
    const ours = page.filter(({ metadata }) => metadata['payoutId'] !== undefined);
    const ids = ours.map(({ metadata }) => metadata['payoutId'] as PayoutId);
    const rows = new Map((await audit.findPayouts(ids)).map((row) => [row._id, row]));
    for (const { id, amount, amount_reversed: back, currency, metadata } of ours) {
      add(sums, currency, back - amount);
      const payoutId = metadata['payoutId'] as PayoutId;
      const row = rows.get(payoutId);
      const sent = `${amount} ${currency} was sent`;
      const mend = { kind: 'look-at-payout', payoutId } as const;
      if (row === undefined) yield difference('stripe_unknown_payment', id, `${sent} by no payout`);
      else if (row.transferId === undefined)
        yield difference('stripe_ahead', id, `${sent}; ${payoutId} is ${row.status}`, mend);
      else if (row.transferId !== id)
        yield difference('stripe_second_transfer', id, `${sent} beside ${row.transferId}`);
      else if (row.amount !== amount)
        yield difference('stripe_amount', id, `${sent}; ${payoutId} is of ${row.amount}`);
      else if (row.reversed !== back)
        yield difference(
          'stripe_ahead',
          id,
          `${back} of it came back, ${row.reversed} is booked`,
          mend,
        );
    }
  }
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
