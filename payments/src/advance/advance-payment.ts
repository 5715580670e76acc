import { LeaseLost } from '../data/lease.js';
import type { PaymentRow } from '../data/payment.model.js';
import type { NextStep } from '../domain/next-step.js';
import { decide } from './decide.js';
import { nothingSeen, perform } from './perform.js';
import { rest } from './rest.js';
import type { StepDependencies } from './step-dependencies.js';

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
  let seen = nothingSeen;
  const changed = new Set<string>();
  for (;;) {
    const wakesSeen = row.wakes;
    const step = await decide(deps, row, seen);
    if (step.kind === 'done') return rest(deps, row, { wakesSeen, isFinished: true });
    const change = changeOf(step);
    // One change of an object a run: if it did not help, the next is for a later look.
    if (step.kind === 'wait' || (change !== null && changed.has(change))) {
      return rest(deps, row, { wakesSeen });
    }
    if (change !== null) changed.add(change);
    const outcome = await perform(deps, row, step, seen);
    ({ row, seen } = outcome);
    if (outcome.failure === null) continue;
    const { kind, summary } = outcome.failure;
    const log = { paymentId: row._id, call: step.kind, kind, summary };
    deps.logger.warn(log, 'a call to Stripe failed');
    // A refused change is looked into at once: it may have been done before. A look is not.
    if (kind === 'unanswered' || isLook(step)) {
      return rest(deps, row, { wakesSeen, waitMsMax: deps.failureWaitMsMax });
    }
  }
}

function isLook({ kind }: NextStep): boolean {
  return kind === 'read' || kind === 'read-refund' || kind === 'find-refund';
}

/** The object at Stripe that a step changes. */
function changeOf(step: NextStep): string | null {
  switch (step.kind) {
    case 'capture':
    case 'cancel':
      return 'intent';
    case 'refund':
      return step.refund.refundId;
    default:
      return null;
  }
}
