import { between } from '@marquee/common/fault-point';
import type { PaymentRow } from '../data/payment.model.js';
import type { IntentStatus } from '../domain/next-step.js';
import { intentIdOf } from '../domain/payment.js';
import { type CallFailure, tried } from '../stripe/call-failure.js';
import { recordFact } from './record-fact.js';
import type { StepDependencies } from './step-dependencies.js';

export interface CallOutcome {
  readonly row: PaymentRow;
  /** What Stripe says of the intent now; null when we must look. */
  readonly seen: IntentStatus | null;
  readonly failure: CallFailure | null;
}

/** Creates the intent; the row counts the attempt before the call is made. */
export async function createIntent(deps: StepDependencies, row: PaymentRow): Promise<CallOutcome> {
  const { payments, intents, faultPoint } = deps;
  const begun = await between(faultPoint, 'begin-create', () =>
    payments.beginCreate(row, deps.orphanSweepMs),
  );
  const facts = { id: row._id, orderId: row.orderId, buyerId: row.buyerId, amount: row.amount };
  const attempt = begun.attempts.create;
  const answer = await tried(between(faultPoint, 'create', () => intents.create(facts, attempt)));
  if ('failure' in answer) {
    if (answer.failure.kind === 'unanswered') return { row: begun, seen: null, ...answer };
    const fact = { kind: 'failure_seen', reason: 'refused_by_stripe' } as const;
    return { row: await recordFact(deps, begun, fact), seen: null, ...answer };
  }
  const { id: intentId, clientSecret, status } = answer.value;
  const made = { kind: 'intent_created', intentId, clientSecret } as const;
  const recorded = await between(faultPoint, 'record-intent', () => recordFact(deps, begun, made));
  const forget = () => payments.forgetOrphans(recorded);
  const tidy = attempt === 1 ? await between(faultPoint, 'forget-create', forget) : recorded;
  return { row: tidy, seen: status, failure: null };
}

/** Captures or cancels; the row counts the attempt before the call is made. */
export async function changeIntent(
  deps: StepDependencies,
  row: PaymentRow,
  call: 'capture' | 'cancel',
): Promise<CallOutcome> {
  const { payments, intents, faultPoint } = deps;
  const attempt = row.attempts[call] + 1;
  const begun = await between(faultPoint, `begin-${call}`, () =>
    payments.save(row, { attempts: { ...row.attempts, [call]: attempt } }),
  );
  const intentId = requireIntent(begun);
  const answer = await tried(
    between(faultPoint, call, () => intents[call](row._id, intentId, attempt)),
  );
  if (!('failure' in answer)) return { row: begun, seen: answer.value, failure: null };
  if (call !== 'capture' || answer.failure.kind !== 'refused')
    return { row: begun, seen: null, ...answer };
  const refused = await payments.save(begun, { captureRefusals: begun.captureRefusals + 1 });
  return { row: refused, seen: null, ...answer };
}

export async function readIntent(deps: StepDependencies, row: PaymentRow): Promise<CallOutcome> {
  const intentId = requireIntent(row);
  const answer = await tried(between(deps.faultPoint, 'read', () => deps.intents.read(intentId)));
  if (!('failure' in answer)) return { row, seen: answer.value, failure: null };
  if (!answer.failure.isMissing) return { row, seen: null, ...answer };
  const missed = await deps.payments.save(row, { misses: (row.misses ?? 0) + 1 });
  return { row: missed, seen: null, ...answer };
}

export function requireIntent(row: PaymentRow): string {
  const intentId = intentIdOf(row.state);
  if (intentId === undefined) throw new Error(`payment ${row._id} has no intent`);
  return intentId;
}
