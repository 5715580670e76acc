import { between, type FaultPoint } from '@marquee/common/fault-point';
import type { UserId } from '@marquee/common/ids';
import type { Logger } from '@marquee/common/logging';
import type { PayoutRepository } from '../data/payout.repository.js';
import type { PayoutAccountRow } from '../data/payout-account.model.js';
import type { PayoutAccountRepository } from '../data/payout-account.repository.js';
import { tried } from '../stripe/call-failure.js';
import type { Connect } from '../stripe/connect.js';

export interface AccountDependencies {
  readonly accounts: PayoutAccountRepository;
  readonly payouts: PayoutRepository;
  readonly connect: Connect;
  readonly logger: Logger;
  readonly faultPoint: FaultPoint;
}

/** The account that a seller's money can go to now; null while there is none. */
export async function findReadyAccount(
  deps: AccountDependencies,
  sellerId: UserId,
): Promise<string | null> {
  const account = await between(deps.faultPoint, 'read-account', () =>
    deps.accounts.find(sellerId),
  );
  if (account?.accountId === undefined) return null;
  return (await refreshAccount(deps, account)) ? account.accountId : null;
}

/** Asks Stripe whether an account that was not ready is so now; what waits for it goes on. */
export async function refreshAccount(
  { accounts, payouts, connect, logger, faultPoint }: AccountDependencies,
  { _id: sellerId, accountId, isReady }: PayoutAccountRow,
): Promise<boolean> {
  if (isReady || accountId === undefined) return isReady;
  const answer = await tried(between(faultPoint, 'ask-account', () => connect.isReady(accountId)));
  if ('failure' in answer) {
    logger.warn({ sellerId, ...answer.failure.summary }, 'a seller’s account could not be read');
    return false;
  }
  if (!answer.value) return false;
  await between(faultPoint, 'account-ready', () => accounts.setReady(sellerId, true));
  await between(faultPoint, 'wake-payouts', () => payouts.wake(sellerId));
  return true;
}
