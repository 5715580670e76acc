import type { Clock } from '@marquee/common/clock';
import type { OrderId, PaymentId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import { type BooksSummary, checkBooks } from './books-check/check-books.js';
import { isUnderWay } from './books-check/check-payout.js';
import type { Difference, Mend } from './books-check/difference.js';
import { createAuditRepository } from './data/audit.repository.js';
import { createEventRepository } from './data/event.repository.js';
import { createLedgerRepository } from './data/ledger.repository.js';
import { createPaymentRepository } from './data/payment.repository.js';
import { createPayoutRepository } from './data/payout.repository.js';
import { createSellerBooks } from './data/seller-books.repository.js';
import type { KnownOrder } from './domain/verdict.js';
import { readPayable } from './payouts/read-payable.js';
import { createStripe } from './stripe/create-stripe.js';
import type { StripeSettings } from './stripe/stripe-settings.js';

export type { BooksSummary } from './books-check/check-books.js';
export type { Difference } from './books-check/difference.js';
export type { KnownOrder } from './domain/verdict.js';
export { stripeAddressOf } from './stripe/stripe-settings.js';

export interface LedgerDeskOptions {
  readonly database: Database;
  readonly stripe: StripeSettings;
  readonly clock: Clock;
  readonly payoutDelayHours: number;
  /** Orders' own rows. */
  readonly findOrders: (ids: readonly OrderId[]) => Promise<ReadonlyMap<OrderId, KnownOrder>>;
  readonly winners: () => AsyncIterable<readonly PaymentId[]>;
  readonly pauseMs?: number;
}

/** What an operator can do about the books. */
export interface LedgerDesk {
  check(summary: BooksSummary): AsyncIterable<Difference>;
  /** `done`: the books are right; `asked`: a worker looks, check again. Never guesses. */
  mend(mend: Mend): Promise<'done' | 'asked'>;
}

const leaseMs = 20_000;

export function createLedgerDesk(options: LedgerDeskOptions): LedgerDesk {
  const { database, clock, pauseMs = 1_000 } = options;
  const ledger = createLedgerRepository(database);
  const payments = createPaymentRepository(database);
  const payouts = createPayoutRepository(database, leaseMs);
  const books = createSellerBooks(database);
  const events = createEventRepository(database);
  const audit = createAuditRepository(database);
  const payoutDelayMs = options.payoutDelayHours * 3_600_000;

  return {
    check: (summary) =>
      checkBooks(
        {
          audit,
          findOrders: options.findOrders,
          winners: options.winners,
          stripe: createStripe(options.stripe),
          now: () => clock.now(),
          pause: () => clock.sleep(pauseMs),
          payoutDelayMs,
          async findLeftDue({ sellerId, currency }) {
            const open = await payouts.listOpen(sellerId);
            const own = open.find((payout) => payout.currency === currency);
            if (own !== undefined && isUnderWay(own, clock.now())) return null;
            const amount = await database.transact((session) =>
              readPayable({ books, ledger, payoutDelayMs }, sellerId, currency, session),
            );
            if (amount.amount === 0) return null;
            const last = await audit.lastPayout(sellerId, currency);
            return { amount, refused: last?.status === 'failed' ? last : null };
          },
        },
        summary,
      ),
    async mend(mend) {
      switch (mend.kind) {
        case 'write':
          await database.transact(async (session) => {
            await ledger.add(session, [mend.entry]);
            const { eventId } = mend.entry;
            if (eventId !== undefined) await events.unsettle(session, [eventId]);
          });
          return 'done';
        case 'look-at-payment':
          await payments.lookAgain(mend);
          return 'asked';
        case 'look-at-payout':
          await payouts.lookAgain(mend.payoutId);
          return 'asked';
        case 'open-payout':
          await payouts.open(mend.sellerId, mend.currency);
          return 'asked';
      }
    },
  };
}
