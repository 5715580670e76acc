import type { OrderId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import type { ClientSession } from 'mongoose';
import type { KnownOrder } from '../domain/verdict.js';
import { type OrderRow, orderModel } from './order.model.js';

export interface OrderRepository {
  find(id: OrderId): Promise<KnownOrder | null>;
  /** The order and the database's time of the read. */
  findWithTime(id: OrderId): Promise<{ order: KnownOrder; readAt: Date } | null>;
  /** Puts newer states in place of what was known. */
  save(session: ClientSession, orders: readonly OrderRow[]): Promise<void>;
}

export function createOrderRepository(database: Database): OrderRepository {
  const rows = orderModel(database.connection);
  return {
    async find(id) {
      const row = await rows.findById(id).lean<OrderRow | null>();
      return row === null ? null : known(row);
    },
    async findWithTime(id) {
      const [row] = await rows.aggregate<OrderRow & { readAt: Date }>([
        { $match: { _id: id } },
        { $set: { readAt: '$$NOW' } },
      ]);
      return row === undefined ? null : { order: known(row), readAt: row.readAt };
    },
    async save(session, orders) {
      await rows.bulkWrite(
        orders.map(({ _id, ...state }) => ({
          replaceOne: { filter: { _id }, replacement: { _id, ...state }, upsert: true },
        })),
        { session, ordered: true },
      );
    },
  };
}

function known({
  _id,
  buyerId,
  total,
  status,
  expiresAt,
  paymentId,
  ...row
}: OrderRow): KnownOrder {
  const { rejectedPaymentIds } = row;
  return { id: _id, buyerId, total, status, expiresAt, paymentId, rejectedPaymentIds };
}
