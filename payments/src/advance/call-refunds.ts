import { between } from '@marquee/common/fault-point';
import type { RefundId } from '@marquee/common/ids';
import type { PaymentRow } from '../data/payment.model.js';
import { intentIdOf } from '../domain/payment.js';
import type { Refund } from '../domain/refund.js';
import type { RefundFinding } from '../domain/refund-step.js';
import { type CallFailure, tried } from '../stripe/call-failure.js';
import { requireIntent } from './call-stripe.js';
import { recordFact } from './record-fact.js';
import type { StepDependencies } from './step-dependencies.js';

export interface RefundOutcome {
  readonly row: PaymentRow;
  /** What Stripe has of the refund; null when we must look. */
  readonly finding: RefundFinding | null;
  readonly failure: CallFailure | null;
}

/** Asks Stripe to give money back; the row knows of the attempt before the call is made. */
export async function makeRefund(
  deps: StepDependencies,
  row: PaymentRow,
  refund: Refund,
  attempt: number,
): Promise<RefundOutcome> {
  const { refunds, faultPoint } = deps;
  const { refundId, amount, reason } = refund;
  const begin = { kind: 'refund_begun', refundId, attempt, at: row.leasedAt } as const;
  const begun = await between(faultPoint, 'begin-refund', () => recordFact(deps, row, begin));
  const ids = { intentId: requireIntent(row), paymentId: row._id, orderId: row.orderId };
  const call = { ...ids, refundId, amount, reason, attempt };
  const answer = await tried(between(faultPoint, 'refund', () => refunds.create(call)));
  if (!('failure' in answer)) return { row: begun, finding: answer.value, failure: null };
  return {
    row: await afterFailure(deps, begun, refundId, answer.failure),
    finding: null,
    ...answer,
  };
}

/** What a failed call means for the key it was made with. */
async function afterFailure(
  deps: StepDependencies,
  row: PaymentRow,
  refundId: RefundId,
  { kind, isStored, summary }: CallFailure,
): Promise<PaymentRow> {
  if (kind === 'refused') {
    const refusal = String(summary['code'] ?? 'refused');
    return recordFact(deps, row, { kind: 'refund_refused', refundId, refusal });
  }
  return isStored
    ? recordFact(deps, row, { kind: 'refund_key_spent', refundId, at: row.leasedAt })
    : row;
}

export async function readRefund(
  deps: StepDependencies,
  row: PaymentRow,
  { stripeRefundId = '' }: Refund,
): Promise<RefundOutcome> {
  const read = () => deps.refunds.read(stripeRefundId);
  const answer = await tried(between(deps.faultPoint, 'read-refund', read));
  return 'failure' in answer
    ? { row, finding: null, ...answer }
    : { row, finding: answer.value, failure: null };
}

/** Looks for the refund among the intent's; an intent that Stripe does not know has none. */
export async function findRefund(
  deps: StepDependencies,
  row: PaymentRow,
  { refundId, attempt }: Refund,
): Promise<RefundOutcome> {
  const intentId = intentIdOf(row.state) ?? '';
  const find = () => deps.refunds.find(intentId, refundId, attempt);
  const answer = await tried(between(deps.faultPoint, 'find-refund', find));
  if (!('failure' in answer)) return { row, finding: answer.value, failure: null };
  if (answer.failure.kind !== 'refused') return { row, finding: null, ...answer };
  const refused = await afterFailure(deps, row, refundId, answer.failure);
  return { row: refused, finding: { kind: 'none' }, failure: null };
}
