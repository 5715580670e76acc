import { checked, rateLimit, requireUser, signedIn } from '@marquee/common/http';
import { Router } from 'express';
import type { PayoutAccountRow } from '../../data/payout-account.model.js';
import type { ReadPace } from '../../data/read-pace.repository.js';
import { type AccountDependencies, refreshAccount } from '../../payouts/ready-account.js';
import { openPayoutAccount } from './open-payout-account.js';

export interface PayoutAccountDependencies extends AccountDependencies {
  /** Where Stripe sends the seller back to. */
  readonly returnUrl: string;
  /** Re-reads at Stripe, of all replicas together. */
  readonly pace: ReadPace;
  readonly rateLimited: boolean;
}

/** However often the page is asked for, Stripe is asked about its account no more often than this. */
const askPauseMs = 3_000;

/** GET and POST /api/payments/payout-account: where the signed-in seller's money goes. */
export function payoutAccountRoute(deps: PayoutAccountDependencies): Router {
  const path = '/api/payments/payout-account';
  const router = Router();
  router.get(path, signedIn, ...checked(), async (req, res) => {
    const row = await deps.accounts.find(requireUser(req).id);
    const isReady = row !== null && (row.isReady || (await isReadyNow(deps, row)));
    res.set('Cache-Control', 'no-store').json({ payoutAccount: viewOf(row, isReady) });
  });
  // Each asks Stripe for a link.
  const perMinute = { limit: 10, windowSeconds: 60, enabled: deps.rateLimited };
  const limits = [
    rateLimit({ ...perMinute, name: 'payout-account', by: 'address' }),
    rateLimit({ ...perMinute, name: 'payout-account', by: 'account' }),
  ];
  router.post(path, signedIn, ...limits, ...checked(), async (req, res) => {
    const sellerId = requireUser(req).id;
    const { isReady, onboardingUrl } = await openPayoutAccount(deps, sellerId, deps.returnUrl);
    const payoutAccount = { status: isReady ? 'ready' : 'onboarding' };
    res.set('Cache-Control', 'no-store').json({ payoutAccount, onboardingUrl });
  });
  return router;
}

async function isReadyNow(
  deps: PayoutAccountDependencies,
  row: PayoutAccountRow,
): Promise<boolean> {
  const { accounts, pace } = deps;
  if (row.accountId === undefined || !(await accounts.tryAsk(row._id, askPauseMs))) return false;
  return (await pace.take(1)) === 1 && refreshAccount(deps, row);
}

function viewOf(row: PayoutAccountRow | null, isReady: boolean) {
  if (row?.accountId === undefined) return { status: 'none' };
  return { status: isReady ? 'ready' : 'onboarding' };
}
