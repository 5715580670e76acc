import { between } from '@marquee/common/fault-point';
import type { PayoutRow } from '../data/payout.model.js';
import type { PayoutChanges } from '../data/payout.repository.js';
import type { CallFailure } from '../stripe/call-failure.js';
import type { PayoutDependencies } from './payout-dependencies.js';

/** How long a payout is left alone, in ms; null: until something happens. */
export type Rest = number | null;

const restMsMax = 3_600_000;
/** After so many refusals that waiting does not change, a person has to look. */
const refusalsMax = 5;

export function restAfter(
  { payoutRetryMs }: Pick<PayoutDependencies, 'payoutRetryMs'>,
  { looks }: PayoutRow,
): number {
  return Math.min(restMsMax, payoutRetryMs * 2 ** Math.min(looks, 16));
}

/** What becomes of a payout whose transfer was not answered, or refused. */
export async function restOnFailure(
  deps: PayoutDependencies,
  row: PayoutRow,
  failure: CallFailure,
): Promise<{ readonly row: PayoutRow; readonly rest: Rest }> {
  const { payouts, accounts, logger, faultPoint } = deps;
  const log = { payoutId: row._id, kind: failure.kind, ...failure.summary };
  logger.warn(log, 'a transfer was not made');
  const changes = changesAfter(row, failure);
  if (changes.waitsFor === 'account') {
    await between(faultPoint, 'account-not-ready', () => accounts.setReady(row.sellerId, false));
  }
  const saved = await between(faultPoint, 'record-refusal', () => payouts.save(row, changes));
  return { row: saved, rest: saved.status === 'failed' ? null : restAfter(deps, saved) };
}

const ofAccount = ['insufficient_capabilities_for_transfer', 'account_invalid', 'resource_missing'];

/** Only a refusal is certain: then the amount is open again, and may be another one next time. */
function changesAfter(row: PayoutRow, { kind, summary }: CallFailure): PayoutChanges {
  const { code, statusCode, type } = summary;
  if (kind === 'unanswered') return { isKeySpent: Number(statusCode) >= 500 };
  if (ofAccount.includes(String(code))) return { status: 'due', waitsFor: 'account' };
  if (code === 'balance_insufficient') return { status: 'due', waitsFor: 'funds' };
  const refusals = row.refusals + 1;
  const why = String(code ?? type);
  return refusals < refusalsMax
    ? { status: 'due', waitsFor: 'retry', refusals, failure: why }
    : { status: 'failed', isOpen: false, refusals, failure: why };
}
