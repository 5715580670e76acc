import type { Database } from '@marquee/common/mongo';
import type { BookedEntry, LedgerIntent, StripeRefund } from './ledger.js';

interface IntentRow {
  readonly _id: string;
  readonly status: string;
  readonly amountReceived?: number;
  readonly metadata?: { readonly paymentId?: string; readonly orderId?: string };
  readonly authorisedAt?: Date | null;
  readonly canceledAt?: Date | null;
}

/** From the sandbox's database: what Stripe has. */
export async function readIntents({ connection }: Database): Promise<LedgerIntent[]> {
  const rows = await connection.collection<IntentRow>('intents').find().toArray();
  return rows.map(({ _id, status, amountReceived, metadata, authorisedAt, canceledAt }) => ({
    ...{ id: _id, status, capturedMinorUnits: amountReceived ?? 0 },
    ...{ paymentId: metadata?.paymentId ?? null, orderId: metadata?.orderId ?? null },
    ...{ authorisedAt: authorisedAt ?? null, canceledAt: canceledAt ?? null },
  }));
}

interface RefundRow {
  readonly _id: string;
  readonly intent: string;
  readonly status: string;
  readonly amount: number;
  readonly createdAt: Date;
}

export async function readStripeRefunds({ connection }: Database): Promise<StripeRefund[]> {
  const rows = await connection.collection<RefundRow>('stripe_refunds').find().toArray();
  return rows.map(({ _id, intent, status, amount, createdAt }) => ({
    ...{ id: _id, intentId: intent, status, minorUnits: amount, createdAt },
  }));
}

interface EntryRow extends Omit<BookedEntry, 'id' | 'orderId'> {
  readonly _id: string;
  readonly orderId?: string;
}

/** From payments' database: its own books. */
export async function readEntries({ connection }: Database): Promise<BookedEntry[]> {
  const rows = await connection.collection<EntryRow>('ledger_entries').find().toArray();
  return rows.map(({ _id, orderId, stripeObject, lines }) => ({
    ...{ id: _id, orderId: orderId ?? null, stripeObject, lines },
  }));
}
