import { checked, requireUser, signedIn } from '@marquee/common/http';
import { Router } from 'express';
import type { PayoutAccountRow } from '../../data/payout-account.model.js';
import { type AccountDependencies, refreshAccount } from '../../payouts/ready-account.js';
import { openPayoutAccount } from './open-payout-account.js';

export interface PayoutAccountDependencies extends AccountDependencies {
  /** Where Stripe sends the seller back to. */
  readonly returnUrl: string;
}

/** GET and POST /api/payments/payout-account: where the signed-in seller's money goes. */
export function payoutAccountRoute(deps: PayoutAccountDependencies): Router {
  const path = '/api/payments/payout-account';
  const router = Router();
  router.get(path, signedIn, ...checked(), async (req, res) => {
    const row = await deps.accounts.find(requireUser(req).id);
    const isReady = row !== null && (await refreshAccount(deps, row));
    res.set('Cache-Control', 'no-store').json({ payoutAccount: viewOf(row, isReady) });
  });
  router.post(path, signedIn, ...checked(), async (req, res) => {
    const sellerId = requireUser(req).id;
    const { isReady, onboardingUrl } = await openPayoutAccount(deps, sellerId, deps.returnUrl);
    const payoutAccount = { status: isReady ? 'ready' : 'onboarding' };
    res.set('Cache-Control', 'no-store').json({ payoutAccount, onboardingUrl });
  });
  return router;
}

function viewOf(row: PayoutAccountRow | null, isReady: boolean) {
  if (row?.accountId === undefined) return { status: 'none' };
  return { status: isReady ? 'ready' : 'onboarding' };
}
