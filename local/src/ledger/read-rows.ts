import type { Money } from '@marquee/common/money';
import type { Database } from '@marquee/common/mongo';
import type { LedgerInventory, LedgerOrder, LedgerPayment, LedgerTicket } from './ledger.js';

interface OrderRow {
  readonly _id: string;
  readonly buyerId: string;
  readonly eventId?: string;
  readonly items?: readonly { readonly ticketId: string }[];
  readonly total: Money;
  readonly status: string;
  readonly expiresAt: Date;
  readonly paymentId?: string;
  readonly refunds?: readonly {
    readonly refundId: string;
    readonly amount: Money;
    readonly status: string;
  }[];
  readonly version: number;
  readonly idempotency?: { readonly key: string };
  readonly buriedAt?: Date;
}

export async function readOrders({ connection }: Database): Promise<LedgerOrder[]> {
  const rows = await connection
    .collection<OrderRow>('orders')
    .find({ buriedAt: { $exists: false } })
    .toArray();
  return rows.map((row) => ({
    id: row._id,
    buyerId: row.buyerId,
    eventId: row.eventId ?? null,
    ticketIds: (row.items ?? []).map(({ ticketId }) => ticketId),
    total: row.total,
    status: row.status,
    expiresAt: row.expiresAt,
    paymentId: row.paymentId ?? null,
    refunds: (row.refunds ?? []).map(({ refundId, amount, status }) => ({
      ...{ id: refundId, minorUnits: amount.amount, status },
    })),
    version: row.version,
    key: row.idempotency?.key ?? null,
  }));
}

interface InventoryRow extends Omit<LedgerInventory, 'ticketId' | 'orderId'> {
  readonly _id: string;
  readonly orderId?: string;
}

export async function readInventory({ connection }: Database): Promise<LedgerInventory[]> {
  const rows = await connection.collection<InventoryRow>('inventory').find().toArray();
  return rows.map(({ _id, eventId, orderId, status, price, askingPrice, version }) => ({
    ...{ ticketId: _id, eventId, orderId: orderId ?? null, status, price, askingPrice, version },
  }));
}

interface TicketRow extends Omit<LedgerTicket, 'id'> {
  readonly _id: string;
}

export async function readTickets({ connection }: Database): Promise<LedgerTicket[]> {
  const rows = await connection.collection<TicketRow>('tickets').find().toArray();
  return rows.map(({ _id, askingPrice, inventory }) => ({
    id: _id,
    askingPrice,
    inventory: {
      status: inventory.status,
      price: inventory.price,
      version: inventory.version,
    },
  }));
}

interface PaymentRow {
  readonly _id: string;
  readonly orderId: string;
  readonly amount: Money;
  readonly state: { readonly status: string; readonly intentId?: string };
}

export async function readPayments({ connection }: Database): Promise<LedgerPayment[]> {
  const rows = await connection.collection<PaymentRow>('payments').find().toArray();
  return rows.map(({ _id, orderId, amount, state }) => ({
    ...{ id: _id, orderId, amount, status: state.status, intentId: state.intentId ?? null },
  }));
}
