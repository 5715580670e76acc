import type { Clock } from '@marquee/common/clock';
import { Problem, tryAgain } from '@marquee/common/errors';
import { context, waitUntilKnown } from '@marquee/common/http';
import { newId, type OrderId, type PaymentId, type UserId } from '@marquee/common/ids';
import type { Advancer } from '../../advance/advancer.js';
import type { LeasedPaymentRepository } from '../../data/leased-payment.repository.js';
import type { OrderRepository } from '../../data/order.repository.js';
import type { PaymentRow } from '../../data/payment.model.js';
import type { PaymentRepository, ReadPayment } from '../../data/payment.repository.js';
import { isPayable, type KnownOrder } from '../../domain/verdict.js';

export interface StartPaymentDependencies {
  readonly orders: OrderRepository;
  readonly payments: PaymentRepository;
  readonly leased: LeasedPaymentRepository;
  readonly advancer: Advancer;
  readonly clock: Clock;
  readonly leaseMs: number;
  /** The platform's share as it is now; the payment keeps it. */
  readonly feeBasisPoints: number;
  /** How long a request waits for Stripe before it says "try again"; the worker goes on. */
  readonly answerWithinMs: number;
}

export interface StartedPayment {
  readonly isNew: boolean;
  readonly payment: ReadPayment;
  readonly order: KnownOrder;
}

/**
 * The order's one payment: the one there is, or a new one whose intent exists at Stripe.
 * Throws not_found, order_not_payable, unacceptable, try_again.
 */
export async function startPayment(
  deps: StartPaymentDependencies,
  buyerId: UserId,
  orderId: OrderId,
): Promise<StartedPayment> {
  const { orders, payments, clock } = deps;
  const known = await waitUntilKnown(orderId, () => orders.findWithTime(orderId), clock);
  if (known === null || known.order.buyerId !== buyerId) throw notFound();
  const { order, readAt } = known;

  const existing = await payments.findCurrentOf(orderId);
  if (existing !== null) return theOneThereIs(deps, existing, order);
  assertPayable(order, readAt);
  await assertNotJustRefused(deps, order);

  const facts = { id: newId<PaymentId>(), orderId, buyerId, amount: order.total };
  const row = await payments.tryInsert(facts, {
    leaseMs: deps.leaseMs,
    feeBasisPoints: deps.feeBasisPoints,
    correlationId: context().correlationId,
  });
  if (row === null) return theOneOfAnotherRequest(deps, order, readAt);
  await advanceAtMost(deps, row, deps.answerWithinMs);
  return { isNew: true, payment: await getReady(deps, facts.id), order };
}

/** Two tabs, two clicks: the index let one of them in, both are answered with its payment. */
async function theOneOfAnotherRequest(
  deps: StartPaymentDependencies,
  order: KnownOrder,
  readAt: Date,
): Promise<StartedPayment> {
  const existing = await deps.payments.findCurrentOf(order.id);
  if (existing !== null) return theOneThereIs(deps, existing, order);
  assertPayable(order, readAt);
  await assertNotJustRefused(deps, order);
  throw notReady();
}

async function theOneThereIs(
  deps: StartPaymentDependencies,
  existing: ReadPayment,
  order: KnownOrder,
): Promise<StartedPayment> {
  if (existing.state.status !== 'created') return { isNew: false, payment: existing, order };
  await carryOn(deps, existing._id);
  return { isNew: false, payment: await getReady(deps, existing._id), order };
}

/** Its intent is still being made: by somebody who is at it, or by nobody, then by us. */
async function carryOn(deps: StartPaymentDependencies, id: PaymentId): Promise<void> {
  const { payments, leased, clock, answerWithinMs } = deps;
  const deadlineMs = clock.now().getTime() + answerWithinMs;
  while (clock.now().getTime() < deadlineMs) {
    const row = await leased.tryClaim(id);
    if (row !== null) {
      const leftMs = deadlineMs - clock.now().getTime();
      await advanceAtMost(deps, row, leftMs);
      return;
    }
    await clock.sleep(pollMs);
    const now = await payments.find(id);
    if (now?.state.status !== 'created') return;
  }
}

/** The run itself goes on when the request no longer waits for it. */
async function advanceAtMost(
  { advancer, clock }: StartPaymentDependencies,
  row: PaymentRow,
  waitMs: number,
): Promise<void> {
  const waited = new AbortController();
  const run = advancer.advance(row).finally(() => waited.abort());
  await Promise.race([run, clock.sleep(waitMs, waited.signal)]);
}

const pollMs = 40;
const refusalPauseMs = 5_000;

/** The payment once its intent exists. Throws try_again while it does not. */
async function getReady(deps: StartPaymentDependencies, id: PaymentId): Promise<ReadPayment> {
  const payment = await deps.payments.find(id);
  if (payment === null || payment.state.status === 'created') throw notReady();
  assertTaken(payment);
  return payment;
}

/** Asked again at once, Stripe would say the same: its last answer counts for a moment. */
async function assertNotJustRefused(
  { payments }: StartPaymentDependencies,
  { id, buyerId }: KnownOrder,
): Promise<void> {
  const [last] = await payments.listOf(id, { buyerId, before: null, limit: 1 });
  const isRecent =
    last !== undefined && last.readAt.getTime() - last.createdAt.getTime() < refusalPauseMs;
  if (isRecent) assertTaken(last);
}

function assertTaken({ state }: PaymentRow): void {
  if (state.status !== 'failed' || state.reason !== 'refused_by_stripe') return;
  throw new Problem('unacceptable', 'This amount cannot be paid by card.', {
    errors: [{ field: 'orderId', message: 'its total cannot be paid by card' }],
  });
}

function assertPayable(order: KnownOrder, now: Date): void {
  if (isPayable(order, now)) return;
  const { id, total, expiresAt, paymentId } = order;
  // Its end is written a moment after its time.
  const status = order.status === 'awaiting_payment' ? 'expired' : order.status;
  throw new Problem('order_not_payable', 'This order is not waiting to be paid any more.', {
    current: {
      id,
      status,
      total,
      expiresAt: expiresAt.toISOString(),
      ...(paymentId !== undefined && { paymentId }),
    },
  });
}

function notFound(): Problem {
  return new Problem('not_found', 'You have no such order.');
}

function notReady(): Problem {
  const detail = 'The card form is not ready yet. Nothing was charged; please try again.';
  return tryAgain(detail, { retryAfterSeconds: 2 });
}
