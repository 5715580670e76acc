import type { FaultPoint } from '@marquee/common/fault-point';
import type { Logger } from '@marquee/common/logging';
import type { Database } from '@marquee/common/mongo';
import type { LedgerRepository } from '../data/ledger.repository.js';
import type { PayoutRepository } from '../data/payout.repository.js';
import type { PayoutAccountRepository } from '../data/payout-account.repository.js';
import type { SellerBooks } from '../data/seller-books.repository.js';
import type { Connect } from '../stripe/connect.js';

/** What a payout's step works with. */
export interface PayoutDependencies {
  readonly database: Database;
  readonly payouts: PayoutRepository;
  readonly accounts: PayoutAccountRepository;
  readonly books: SellerBooks;
  readonly ledger: LedgerRepository;
  readonly connect: Connect;
  readonly logger: Logger;
  readonly faultPoint: FaultPoint;
  readonly payoutDelayMs: number;
  /** The first pause of a payout that waits for something; it doubles, up to an hour. */
  readonly payoutRetryMs: number;
}
