import { noFaults } from '@marquee/common/fault-point';
import { newId, type OrderId, type PaymentId, type UserId } from '@marquee/common/ids';
import { createLogger } from '@marquee/common/logging';
import type { Database } from '@marquee/common/mongo';
import { createLedgerRepository } from '../src/data/ledger.repository.js';
import { createPayoutRepository, type PayoutRepository } from '../src/data/payout.repository.js';
import { createPayoutAccountRepository } from '../src/data/payout-account.repository.js';
import { createSellerBooks } from '../src/data/seller-books.repository.js';
import { captureEntry } from '../src/domain/ledger/postings.js';
import { advancePayout } from '../src/payouts/advance-payout.js';
import type { PayoutDependencies } from '../src/payouts/payout-dependencies.js';
import type { Connect, FoundTransfer, TransferCall } from '../src/stripe/connect.js';

/** A step's surroundings without a server: real rows and books, and a Stripe of one's own. */
export interface PayoutDesk {
  readonly payouts: PayoutRepository;
  readonly sent: TransferCall[];
  /** Answers instead of Stripe. */
  readonly stripe: { -readonly [Call in keyof Connect]: Connect[Call] };
  /** A ticket of 50.00 was sold for an Event that is over. */
  sale(sellerId: UserId): Promise<BookedSale>;
  seller(): Promise<UserId>;
  /** Carries on whatever is due now. */
  run(): Promise<void>;
}

export interface BookedSale {
  readonly paymentId: PaymentId;
  readonly orderId: OrderId;
}

export function createPayoutDesk(database: Database): PayoutDesk {
  const collection = (name: string) => database.connection.collection<{ _id: string }>(name);
  const payouts = createPayoutRepository(database, 60_000);
  const accounts = createPayoutAccountRepository(database);
  const ledger = createLedgerRepository(database);
  const made = new Map<string, FoundTransfer>();
  const sent: TransferCall[] = [];
  const stripe: PayoutDesk['stripe'] = {
    createAccount: async () => 'acct_1',
    isReady: async () => true,
    onboardingUrl: async () => 'https://connect.stripe.test',
    async transfer(call) {
      sent.push(call);
      const transfer = { id: `tr_${call.payoutId}`, amount: call.amount.amount, reversed: 0 };
      made.set(call.payoutId, transfer);
      return transfer;
    },
    findTransfer: async (payoutId) => made.get(payoutId) ?? null,
    async readTransfer(id) {
      const transfer = [...made.values()].find((one) => one.id === id);
      if (transfer === undefined) throw new Error(`no transfer ${id}`);
      return transfer;
    },
  };
  const deps: PayoutDependencies = {
    ...{ database, payouts, accounts, ledger, connect: stripe, faultPoint: noFaults },
    books: createSellerBooks(database),
    logger: createLogger({ name: 'test', level: 'silent' }),
    ...{ payoutDelayMs: 3_600_000, payoutRetryMs: 60_000 },
  };

  return {
    ...{ payouts, sent, stripe },
    async seller() {
      const sellerId = newId<UserId>();
      await accounts.begin(sellerId);
      await accounts.made(sellerId, `acct_${sellerId}`);
      await accounts.setReady(sellerId, true);
      return sellerId;
    },
    async sale(sellerId) {
      const [eventId, paymentId, orderId] = [newId<never>(), newId<PaymentId>(), newId<OrderId>()];
      const endsAt = new Date(Date.now() - 7_200_000);
      await collection('events').insertOne({ _id: eventId, status: 'scheduled', endsAt } as never);
      const price = { amount: 5_000, currency: 'EUR' } as const;
      const payment = {
        ...{ id: paymentId, orderId, buyerId: newId<UserId>(), amount: price },
        ...{ feeBasisPoints: 1_000, intentId: `pi_${paymentId}` },
      };
      const items = [{ ticketId: newId<never>(), sellerId, price }];
      await collection('orders').insertOne({
        ...{ _id: orderId, paymentId, eventId, items, total: price, status: 'complete' },
        ...{ buyerId: payment.buyerId, refunds: [], rejectedPaymentIds: [], version: 1 },
      });
      await database.transact((session) =>
        ledger.add(session, [captureEntry(payment, { eventId, items })]),
      );
      return { paymentId, orderId };
    },
    async run() {
      for (;;) {
        const row = await payouts.tryClaimDue();
        if (row === null) return;
        await advancePayout(deps, row);
      }
    },
  };
}
