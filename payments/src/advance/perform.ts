import { between } from '@marquee/common/fault-point';
import { newId, type RefundId } from '@marquee/common/ids';
import type { PaymentRow } from '../data/payment.model.js';
import type { IntentStatus, NextStep } from '../domain/next-step.js';
import { unaskedOf } from '../domain/refund.js';
import type { RefundFindings } from '../domain/refund-step.js';
import type { RefundFact } from '../domain/refund-transitions.js';
import type { PaymentFact } from '../domain/transitions.js';
import type { CallFailure } from '../stripe/call-failure.js';
import { findRefund, makeRefund, type RefundOutcome, readRefund } from './call-refunds.js';
import { type CallOutcome, changeIntent, createIntent, readIntent } from './call-stripe.js';
import { recordFact } from './record-fact.js';
import type { StepDependencies } from './step-dependencies.js';

/** What Stripe said during this run. */
export interface Seen {
  readonly intent: IntentStatus | null;
  readonly refunds: RefundFindings;
}

export const nothingSeen: Seen = { intent: null, refunds: new Map() };

export interface Outcome {
  readonly row: PaymentRow;
  readonly seen: Seen;
  readonly failure: CallFailure | null;
}

/** Does one thing, writes it down, and says what was learnt. */
export async function perform(
  deps: StepDependencies,
  row: PaymentRow,
  step: Exclude<NextStep, { kind: 'wait' | 'done' }>,
  seen: Seen,
): Promise<Outcome> {
  const ofIntent = async (call: Promise<CallOutcome>) => {
    const outcome = await call;
    return { ...outcome, seen: { ...seen, intent: outcome.seen } };
  };
  switch (step.kind) {
    case 'create':
      return ofIntent(createIntent(deps, row));
    case 'read':
      return ofIntent(readIntent(deps, row));
    case 'capture':
    case 'cancel':
      return ofIntent(changeIntent(deps, row, step.kind));
    case 'record':
    case 'abandon':
      // An abandoned create may still be on its way: the orphan sweep stays due until it has run.
      return recorded(deps, row, step.fact, seen);
    case 'record-refund':
      return recorded(deps, row, step.fact, seen);
    case 'refund-rest': {
      const { amount, refunds = [] } = row;
      const rest = { ...amount, amount: unaskedOf({ amount, refunds }) };
      const ids = { refundId: newId<RefundId>(), by: 'payments' } as const;
      const refund = { ...ids, amount: rest, reason: step.reason };
      return recorded(deps, row, { kind: 'refund_asked', refund }, seen);
    }
    case 'refund':
      return learnt(seen, step.refund, makeRefund(deps, row, step.refund, step.attempt));
    case 'read-refund':
      return learnt(seen, step.refund, readRefund(deps, row, step.refund));
    case 'find-refund':
      return learnt(seen, step.refund, findRefund(deps, row, step.refund));
  }
}

async function recorded(
  deps: StepDependencies,
  row: PaymentRow,
  fact: PaymentFact | RefundFact,
  seen: Seen,
): Promise<Outcome> {
  const record = () => recordFact(deps, row, fact);
  const saved = await between(deps.faultPoint, `record-${fact.kind}`, record);
  return { row: saved, seen, failure: null };
}

/** A call whose answer is missing leaves the refund to be looked for. */
async function learnt(
  seen: Seen,
  { refundId }: { readonly refundId: RefundId },
  call: Promise<RefundOutcome>,
): Promise<Outcome> {
  const { row, finding, failure } = await call;
  const refunds = new Map(seen.refunds);
  if (finding === null) refunds.delete(refundId);
  else refunds.set(refundId, finding);
  return { row, seen: { ...seen, refunds }, failure };
}
