import { between } from '@marquee/common/fault-point';
import { LeaseLost } from '../data/leased-payment.repository.js';
import type { PaymentRow } from '../data/payment.model.js';
import { type IntentStatus, type NextStep, nextStep } from '../domain/next-step.js';
import { isFinished } from '../domain/payment.js';
import { waitMsAfter } from '../domain/schedule.js';
import { verdictOf } from '../domain/verdict.js';
import {
  type CallOutcome,
  changeIntent,
  createIntent,
  readIntent,
  sweepOrphans,
} from './call-stripe.js';
import { recordFact } from './record-fact.js';
import type { StepDependencies } from './step-dependencies.js';

/** After so many refused captures the money is not ours to have. */
const captureRefusalsMax = 3;

/**
 * Takes a leased payment as far as it will go now, then gives the lease back and says when to look
 * again. Requests and the worker run the same function; it may die at any await and be run again.
 */
export async function advancePayment(deps: StepDependencies, leased: PaymentRow): Promise<void> {
  try {
    await advanceUntilRest(deps, leased);
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
    deps.logger.info({ paymentId: leased._id }, 'somebody else carries this payment on');
  }
}

async function advanceUntilRest(deps: StepDependencies, leased: PaymentRow): Promise<void> {
  let row = leased;
  let seen: IntentStatus | null = null;
  let hasChangedIntent = false;
  for (;;) {
    const wakesSeen = row.wakes;
    const step = await decide(deps, row, seen);
    const changesIntent = step.kind === 'capture' || step.kind === 'cancel';
    // One change a run: if it did not bring the payment further, the next is for a later look.
    if (step.kind === 'wait' || step.kind === 'done' || (changesIntent && hasChangedIntent)) {
      return rest(deps, row, wakesSeen);
    }
    hasChangedIntent ||= changesIntent;
    const outcome = await perform(deps, row, step, seen);
    ({ row, seen } = outcome);
    if (outcome.failure === null) continue;
    const log = { paymentId: row._id, call: step.kind, ...outcome.failure };
    deps.logger.warn(log, 'a call to Stripe failed');
    // A refused change is looked into at once: it may have been done before.
    if (outcome.failure.kind === 'unanswered' || step.kind === 'read') {
      return rest(deps, row, wakesSeen, deps.failureWaitMsMax);
    }
  }
}

async function decide(
  { orders, faultPoint }: StepDependencies,
  row: PaymentRow,
  seen: IntentStatus | null,
): Promise<NextStep> {
  const order = await between(faultPoint, 'read-order', () => orders.find(row.orderId));
  const { state, attempts } = row;
  const givenUp = row.captureRefusals >= captureRefusalsMax;
  return nextStep({ state, verdict: verdictOf(order, row._id), attempts, seen, givenUp });
}

async function perform(
  deps: StepDependencies,
  row: PaymentRow,
  step: Exclude<NextStep, { kind: 'wait' | 'done' }>,
  seen: IntentStatus | null,
): Promise<CallOutcome> {
  switch (step.kind) {
    case 'create':
      return createIntent(deps, row);
    case 'read':
      return readIntent(deps, row);
    case 'capture':
    case 'cancel':
      return changeIntent(deps, row, step.kind);
    case 'record':
    case 'abandon': {
      // An abandoned create may still be on its way: the orphan sweep stays due until it has run.
      const recorded = await between(deps.faultPoint, `record-${step.fact.kind}`, () =>
        recordFact(deps, row, step.fact),
      );
      return { row: recorded, seen, failure: null };
    }
  }
}

async function rest(
  deps: StepDependencies,
  row: PaymentRow,
  wakesSeen: number,
  waitMsMax = deps.waitMsMax,
): Promise<void> {
  const { payments, faultPoint } = deps;
  const swept = await sweepIfDue(deps, row);
  const afterMs = waitMsAfter(swept.looks, waitMsMax);
  const finished = isFinished(swept.state);
  await between(faultPoint, 'rest', () => payments.rest(swept, { afterMs, wakesSeen, finished }));
}

async function sweepIfDue(deps: StepDependencies, row: PaymentRow): Promise<PaymentRow> {
  const { orphanSweepAt, leasedAt } = row;
  if (orphanSweepAt === undefined || orphanSweepAt > leasedAt) return row;
  return (await sweepOrphans(deps, row)).row;
}
