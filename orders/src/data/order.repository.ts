import type { EventId, OrderId, UserId } from '@marquee/common/ids';
import type { ClientSession, PipelineStage } from 'mongoose';
import type { Order, OrderStatus } from '../domain/order.js';
import type { OrdersModels } from './models.js';
import type { OrderRecord } from './order.model.js';
import { toOrder } from './records.js';

/** An order and the database's time when it was read: together they say whether it is expired. */
export interface OrderNow {
  readonly order: Order;
  readonly now: Date;
}

export interface OrderPage {
  readonly buyerId: UserId;
  readonly status: OrderStatus | null;
  /** Only orders placed before this one. */
  readonly before: OrderId | null;
  readonly limit: number;
}

const withNow: PipelineStage = { $set: { now: '$$NOW' } };

/** Reads of orders outside any transaction. */
export function createOrderRepository(models: OrdersModels) {
  return {
    async findOrder(orderId: OrderId): Promise<OrderNow | null> {
      const [row] = await models.orders.aggregate<OrderRecord & { now: Date }>([
        { $match: { _id: orderId, buriedAt: { $exists: false } } },
        withNow,
      ]);
      return row === undefined ? null : { order: toOrder(row), now: row.now };
    },

    /** One buyer's orders, newest first. */
    async listOrders(page: OrderPage): Promise<OrderNow[]> {
      const { buyerId, status, before, limit } = page;
      const rows = await models.orders.aggregate<OrderRecord & { now: Date }>([
        {
          $match: {
            buyerId,
            ...(before === null ? {} : { _id: { $lt: before } }),
            ...statusFilter(status),
          },
        },
        { $sort: { _id: -1 } },
        { $limit: limit },
        withNow,
      ]);
      return rows.map((row) => ({ order: toOrder(row), now: row.now }));
    },

    /** Unpaid orders whose holds have ended, by the database's clock, longest ended first. */
    async listDue(limit: number, except: readonly OrderId[]): Promise<OrderId[]> {
      const rows = await models.orders.aggregate<{ _id: string }>([
        { $match: { status: 'awaiting_payment', _id: { $nin: [...except] }, ...ended } },
        { $sort: { expiresAt: 1 } },
        { $limit: limit },
        { $project: { _id: 1 } },
      ]);
      return rows.map((row) => row._id as OrderId);
    },

    /** Unpaid orders of an Event, held or not. */
    async listUnpaid(session: ClientSession, eventId: EventId, limit: number): Promise<OrderId[]> {
      const rows = await models.orders
        .find({ eventId, status: 'awaiting_payment' })
        .select({ _id: 1 })
        .limit(limit)
        .session(session)
        .lean();
      return rows.map((row) => row._id as OrderId);
    },

    /** Milliseconds until the next hold ends by the database's clock; null when nothing is held. */
    async untilNextDueMs(): Promise<number | null> {
      const [row] = await models.orders.aggregate<{ ms: number }>([
        { $match: { status: 'awaiting_payment' } },
        { $sort: { expiresAt: 1 } },
        { $limit: 1 },
        { $project: { ms: { $subtract: ['$expiresAt', '$$NOW'] } } },
      ]);
      return row?.ms ?? null;
    },
  };
}
export type OrderRepository = ReturnType<typeof createOrderRepository>;

const ended = { $expr: { $lte: ['$expiresAt', '$$NOW'] } };

/** Expired is a predicate: an unpaid order whose hold has ended counts as expired, swept or not. */
function statusFilter(status: OrderStatus | null) {
  switch (status) {
    case null:
      return {};
    case 'awaiting_payment':
      return { status, $expr: { $gt: ['$expiresAt', '$$NOW'] } };
    case 'expired':
      return { $or: [{ status }, { status: 'awaiting_payment' as const, ...ended }] };
    default:
      return { status };
  }
}
