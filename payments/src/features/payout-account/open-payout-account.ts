import { tryAgain } from '@marquee/common/errors';
import { between } from '@marquee/common/fault-point';
import type { UserId } from '@marquee/common/ids';
import type { PayoutAccountRow } from '../../data/payout-account.model.js';
import type { AccountDependencies } from '../../payouts/ready-account.js';
import { tried } from '../../stripe/call-failure.js';

export interface OpenedAccount {
  /** As far as we knew: whoever comes back from Stripe asks again. */
  readonly isReady: boolean;
  /** A page at Stripe; used once, and for a few minutes. */
  readonly onboardingUrl: string;
}

/** The seller's account, made on the first call, and a way to its onboarding. Throws try_again. */
export async function openPayoutAccount(
  deps: AccountDependencies,
  sellerId: UserId,
  returnUrl: string,
): Promise<OpenedAccount> {
  const { accounts, connect, faultPoint } = deps;
  const row = await between(faultPoint, 'begin-account', () => accounts.begin(sellerId));
  const account = row.accountId === undefined ? await makeAccount(deps, row) : row;
  const accountId = account.accountId ?? '';
  const link = await tried(
    between(faultPoint, 'link-account', () => connect.onboardingUrl(accountId, returnUrl)),
  );
  if ('failure' in link) throw notNow();
  return { isReady: account.isReady, onboardingUrl: link.value };
}

/** Repeated under its key, so that a call without an answer does not leave a second account. */
async function makeAccount(
  { accounts, connect, faultPoint, logger }: AccountDependencies,
  row: PayoutAccountRow,
): Promise<PayoutAccountRow> {
  const { _id: sellerId, attempt } = row;
  const made = await tried(
    between(faultPoint, 'make-account', () => connect.createAccount(sellerId, attempt)),
  );
  if (!('failure' in made))
    return between(faultPoint, 'record-account', () => accounts.made(sellerId, made.value));
  const { summary, kind } = made.failure;
  logger.warn({ sellerId, kind, ...summary }, 'a seller’s account was not made');
  if (Number(summary['statusCode']) >= 500 || kind === 'refused') await accounts.spendKey(row);
  throw notNow();
}

function notNow() {
  return tryAgain('Stripe cannot be reached. Nothing was changed; please try again.', {
    retryAfterSeconds: 5,
  });
}
