import type { OrderId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import type { ClientSession } from 'mongoose';
import type { KnownOrder } from '../domain/verdict.js';
import { type OrderRow, orderModel } from './order.model.js';

export interface OrderRepository {
  find(id: OrderId, session?: ClientSession): Promise<KnownOrder | null>;
  /** The order and the database's time of the read. */
  findWithTime(id: OrderId): Promise<{ order: KnownOrder; readAt: Date } | null>;
  /** Puts newer states in place of what was known. */
  save(session: ClientSession, orders: readonly OrderRow[]): Promise<void>;
}

export function createOrderRepository(database: Database): OrderRepository {
  const rows = orderModel(database.connection);
  // Without mongoose's casting: a race saves hundreds of rows whose shape the types have proven.
  const rawRows = database.connection.collection<OrderRow>(rows.collection.name);
  return {
    async find(id, session) {
      const options = session === undefined ? {} : { session };
      const row = await rows.findById(id, null, options).lean<OrderRow | null>();
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
      await rawRows.bulkWrite(
        orders.map(({ _id, ...state }) => ({
          replaceOne: { filter: { _id }, replacement: state, upsert: true },
        })),
        { session, ordered: false },
      );
    },
  };
}

/** Rows from before items and refunds were kept have neither. */
export function known({ _id, version: _, ...row }: OrderRow): KnownOrder {
  const { items = [], refunds = [] }: Partial<KnownOrder> = row;
  return { ...row, id: _id, items, refunds };
}
