import type { EventId, OrderId, RefundId } from '@marquee/common/ids';
import type { ClientSession } from 'mongoose';
import type { OrderStatus } from '../domain/order.js';
import type { OrdersModels } from './models.js';

/** Orders whose Event was cancelled; what is neither refunded nor failed is on its way. */
export interface RefundCounts {
  readonly orders: number;
  readonly refunded: number;
  readonly failed: number;
}

/** Reads of what a cancelled Event's orders are owed and got back. */
export function createRefundRepository(models: OrdersModels) {
  return {
    /** Whether any order has a refund of this id. */
    async isKnown(session: ClientSession, refundId: RefundId): Promise<boolean> {
      const found = await models.orders.exists({ 'refunds.refundId': refundId }).session(session);
      return found !== null;
    },

    /** Complete orders of a cancelled Event whose money nobody has asked back yet. */
    async listUnrefunded(
      session: ClientSession,
      eventId: EventId,
      limit: number,
    ): Promise<OrderId[]> {
      const rows = await models.orders
        .find({
          eventId,
          status: 'complete',
          'refunds.reason': { $ne: 'event_cancelled' },
          ...owed,
        })
        .select({ _id: 1 })
        .limit(limit)
        .session(session)
        .lean();
      return rows.map((row) => row._id as OrderId);
    },

    /** Whether an order of the Event is being paid: of a cancelled one it will be asked back. */
    async isSomebodyPaying(eventId: EventId): Promise<boolean> {
      return (await models.orders.exists({ eventId, status: 'paying' })) !== null;
    },

    /** How the refunds of a cancelled Event's orders stand: of each order, the newest one. */
    async countRefunds(eventId: EventId): Promise<RefundCounts> {
      const status: OrderStatus[] = ['complete', 'refunded'];
      const [counts] = await models.orders.aggregate<RefundCounts>([
        { $match: { eventId, status: { $in: status }, 'refunds.reason': 'event_cancelled' } },
        { $project: { newest: { $last: byCancellation } } },
        {
          $group: {
            _id: null,
            orders: { $sum: 1 },
            refunded: { $sum: { $cond: [{ $eq: ['$newest.status', 'succeeded'] }, 1, 0] } },
            failed: { $sum: { $cond: [{ $eq: ['$newest.status', 'failed'] }, 1, 0] } },
          },
        },
        { $project: { _id: 0 } },
      ]);
      return counts ?? { orders: 0, refunded: 0, failed: 0 };
    },
  };
}
export type RefundRepository = ReturnType<typeof createRefundRepository>;

const byCancellation = {
  $filter: { input: '$refunds', cond: { $eq: ['$$this.reason', 'event_cancelled'] } },
};

/** Something is left that was not agreed to be given back for another reason. */
const agreed = {
  $filter: { input: { $ifNull: ['$refunds', []] }, cond: { $ne: ['$$this.status', 'failed'] } },
};
const owed = {
  $expr: {
    $gt: ['$total.amount', { $sum: { $map: { input: agreed, in: '$$this.amount.amount' } } }],
  },
};
