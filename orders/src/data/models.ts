import type { Connection } from 'mongoose';
import { type BuyerRecord, buyerModel } from './buyer.model.js';
import { clockModel } from './clock.model.js';
import { type InventoryRecord, inventoryModel } from './inventory.model.js';
import { type OrderRecord, orderModel } from './order.model.js';
import { type SalesEventRecord, salesEventModel } from './sales-event.model.js';

export interface TombstoneRecord {
  _id: string;
  buriedAt: Date;
}

/**
 * The models of this service on one connection. `raw` are their collections without mongoose's
 * casting: rounds write hundreds of documents whose shapes the type checker has already proven.
 */
export function ordersModels(connection: Connection) {
  return {
    inventory: inventoryModel(connection),
    orders: orderModel(connection),
    events: salesEventModel(connection),
    buyers: buyerModel(connection),
    clock: clockModel(connection),
    /** Ids of orders that were promised never to be; they live where orders do. */
    tombstones: connection.collection<TombstoneRecord>('orders'),
    raw: {
      inventory: connection.collection<InventoryRecord>('inventory'),
      orders: connection.collection<OrderRecord>('orders'),
      events: connection.collection<SalesEventRecord>('events'),
      buyers: connection.collection<BuyerRecord>('buyers'),
    },
  };
}
export type OrdersModels = ReturnType<typeof ordersModels>;
