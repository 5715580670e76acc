import { between } from '@marquee/common/fault-point';
import { type PaymentRow, purseOf } from '../data/payment.model.js';
import { type NextStep, nextStep } from '../domain/next-step.js';
import { agreedOf, verdictOf } from '../domain/verdict.js';
import type { Seen } from './perform.js';
import type { StepDependencies } from './step-dependencies.js';

/** After so many refused captures the money is not ours to have. */
const captureRefusalsMax = 3;
/** After so many looks, some minutes apart in all, Stripe will not find the intent any more. */
const missesMax = 20;

/** What to do next for a payment, by what its order says now. */
export async function decide(
  { orders, faultPoint }: StepDependencies,
  row: PaymentRow,
  seen: Seen,
): Promise<NextStep> {
  const order = await between(faultPoint, 'read-order', () => orders.find(row.orderId));
  return nextStep({
    ...purseOf(row),
    verdict: verdictOf(order, row._id),
    agreed: agreedOf(order, row._id),
    attempts: row.attempts,
    seen: seen.intent,
    findings: seen.refunds,
    now: row.leasedAt,
    givenUp: row.captureRefusals >= captureRefusalsMax,
    isUnknownToStripe: (row.misses ?? 0) >= missesMax,
  });
}
