import type { UserId } from '@marquee/common/ids';
import type { Currency, Money } from '@marquee/common/money';
import type { Session } from '@marquee/common/mongo';
import type { LedgerRepository } from '../data/ledger.repository.js';
import type { SellerBooks } from '../data/seller-books.repository.js';
import { agreedShareOf } from '../domain/payout/agreed-share.js';
import { balancesOf, payable, type SellerSum } from '../domain/payout/balance.js';

export interface PayableDependencies {
  readonly books: SellerBooks;
  readonly ledger: LedgerRepository;
  readonly payoutDelayMs: number;
}

/** What can be sent to a seller now: what is due, less their share of what buyers get back. */
export async function readPayable(
  { books, ledger, payoutDelayMs }: PayableDependencies,
  sellerId: UserId,
  currency: Currency,
  session: Session,
): Promise<Money> {
  const { sums, readAt } = await books.readSums(sellerId, session);
  const agreed: SellerSum[] = [];
  for (const { order, event } of await books.listGivingBack(sellerId, session)) {
    if (order.paymentId === undefined || order.total.currency !== currency) continue;
    const booked = await ledger.entriesOf(session, order.paymentId);
    const amount = agreedShareOf(sellerId, order, booked);
    agreed.push({ currency, amount, isPayout: false, event });
  }
  const balances = balancesOf([...sums, ...agreed], readAt, payoutDelayMs);
  const balance = balances.find((one) => one.currency === currency);
  return payable(balance?.due ?? { amount: 0, currency });
}
