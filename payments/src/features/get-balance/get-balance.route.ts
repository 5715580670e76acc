import { checked, requireUser, signedIn } from '@marquee/common/http';
import { Router } from 'express';
import type { PayoutRepository } from '../../data/payout.repository.js';
import type { SellerBooks } from '../../data/seller-books.repository.js';
import { balancesOf } from '../../domain/payout/balance.js';

export interface GetBalanceDependencies {
  readonly books: SellerBooks;
  readonly payouts: PayoutRepository;
  readonly payoutDelayMs: number;
}

/** GET /api/payments/balance: what the signed-in seller has, in each currency they sold in. */
export function getBalanceRoute(deps: GetBalanceDependencies): Router {
  const { books, payouts, payoutDelayMs } = deps;
  return Router().get('/api/payments/balance', signedIn, ...checked(), async (req, res) => {
    const sellerId = requireUser(req).id;
    const [{ sums, readAt }, open] = await Promise.all([
      books.readSums(sellerId),
      payouts.listOpen(sellerId),
    ]);
    const balances = balancesOf(sums, readAt, payoutDelayMs).map((balance) => {
      const payout = open.find(({ currency }) => currency === balance.currency);
      const waitsFor = payout?.status === 'sending' ? 'transfer' : payout?.waitsFor;
      return { ...balance, ...(waitsFor !== undefined && { payoutWaitsFor: waitsFor }) };
    });
    res.set('Cache-Control', 'no-store').json({ balances });
  });
}
