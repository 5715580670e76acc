import { systemClock } from '@marquee/common/clock';
import { newId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import { aSilentLogger } from '@marquee/common/testing/builders';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { createSandbox, createSandboxListener } from '@marquee/payments';
import { readConfig } from '../src/ledger-command/config.js';
import { runLedgerCommand } from '../src/ledger-command/ledger-command.js';

const secretKey = 'sk_test_of_the_books';
export type Row = { readonly _id: string } & Record<string, unknown>;

export interface BooksWorld {
  collection(service: 'payments' | 'orders', name: string): ReturnType<typeof collectionOf>;
  /** Asks the sandbox with the secret key. */
  stripe(path: string, form: Record<string, string>): Promise<Record<string, unknown>>;
  /** Every refund so far comes back from the buyer's bank. */
  setRefundsFailed(): Promise<void>;
  /** `npm run ledger -- <line>` on these databases. */
  run(line: string): Promise<{ code: number; printed: string; told: string }>;
  clear(): Promise<void>;
  stop(): Promise<void>;
}

const collectionOf = ({ connection }: Database, name: string) => connection.collection<Row>(name);

/** Databases of payments and orders, and a sandbox, with nothing running that would mend them. */
export async function openBooksWorld(): Promise<BooksWorld> {
  const [payments, orders, sandboxDatabase] = await Promise.all([
    openTestDatabase('books_payments'),
    openTestDatabase('books_orders'),
    openTestDatabase('books_stripe'),
  ]);
  const sandbox = createSandbox({
    ...{ database: sandboxDatabase, clock: systemClock, logger: aSilentLogger() },
    ...{ publicUrl: 'http://localhost:3000', secretKey },
  });
  const listener = createSandboxListener(sandbox, { port: 0 });
  await listener.start();
  const url = `http://127.0.0.1:${listener.port()}`;
  const config = readConfig({
    ...{ MONGO_URL: process.env['MONGO_URL'], DATA_DIR: '/nowhere' },
    ...{ STRIPE_SANDBOX_URL: url, STRIPE_SANDBOX_SECRET_KEY: secretKey },
  });
  const databases = { payments, orders };

  return {
    collection: (service, name) => collectionOf(databases[service], name),
    async stripe(path, form) {
      const answer = await fetch(`${url}/v1/${path}`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${secretKey}`, 'Idempotency-Key': newId() },
        body: new URLSearchParams(form),
      });
      const body = (await answer.json()) as Record<string, unknown>;
      if (!answer.ok) throw new Error(JSON.stringify(body));
      return body;
    },
    async setRefundsFailed() {
      await collectionOf(sandboxDatabase, 'stripe_refunds').updateMany(
        {},
        { $set: { status: 'failed' } },
      );
    },
    async run(line) {
      const printed: string[] = [];
      const told: string[] = [];
      const terminal = {
        print: (text: string) => printed.push(text),
        tell: (text: string) => told.push(text),
      };
      const names = { payments: payments.name, orders: orders.name };
      const code = await runLedgerCommand(line.split(' '), config, terminal, names);
      return { code, printed: printed.join('\n'), told: told.join('\n') };
    },
    async clear() {
      for (const { connection } of [payments, orders, sandboxDatabase])
        for (const { name } of await connection.listCollections())
          await connection.collection(name).deleteMany({});
    },
    async stop() {
      await listener.stop();
      await Promise.all([payments, orders, sandboxDatabase].map(dropTestDatabase));
    },
  };
}

export interface BookedSale {
  readonly paymentId: string;
  readonly orderId: string;
  readonly eventId: string;
  readonly sellerId: string;
  readonly buyerId: string;
  readonly intentId: string;
}

const total = { amount: 5_000, currency: 'EUR' };

/** A sale of 50 € with a fee of 5 €, the same in orders, payments, the books and at Stripe. */
export async function aBookedSale({ collection, stripe }: BooksWorld): Promise<BookedSale> {
  const [paymentId = '', orderId = '', eventId = '', sellerId = '', buyerId = ''] = Array.from(
    { length: 5 },
    () => newId<never>() as string,
  );
  const intent = await stripe('payment_intents', {
    ...{ amount: '5000', currency: 'eur', payment_method: 'pm_card_visa', confirm: 'true' },
    ...{ 'metadata[paymentId]': paymentId, 'metadata[orderId]': orderId },
  });
  const intentId = String(intent['id']);
  const items = [{ ticketId: newId(), sellerId, price: total }];
  await collection('orders', 'orders').insertOne({
    ...{ _id: orderId, buyerId, eventId, items, total, paymentId, status: 'complete' },
    rejectedPaymentIds: [],
  });
  await collection('payments', 'payments').insertOne({
    ...{ _id: paymentId, orderId, buyerId, amount: total, feeBasisPoints: 1_000 },
    ...{ state: { status: 'captured', intentId }, current: true, createdAt: new Date() },
  });
  await collection('payments', 'ledger_entries').insertOne({
    ...{ _id: `${paymentId}:capture`, kind: 'capture', paymentId, orderId, eventId },
    ...{ stripeObject: intentId, currency: 'EUR', at: new Date() },
    lines: [
      { account: 'stripe', amount: 5_000 },
      { account: `seller:${sellerId}`, amount: -4_500 },
      { account: 'platform_fee', sellerId, amount: -500 },
    ],
  });
  return { paymentId, orderId, eventId, sellerId, buyerId, intentId };
}
