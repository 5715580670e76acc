import type { OrderId, PaymentId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import type { KnownOrder } from '@marquee/payments/operator';

interface OrderRow extends Omit<KnownOrder, 'id' | 'refunds'> {
  readonly _id: OrderId;
  readonly refunds?: KnownOrder['refunds'];
  readonly buriedAt?: Date;
}

const batchSize = 500;

/** Orders' own rows, read round the service: payments' replica is what is checked. */
export function readOrdersTruth({ connection }: Database) {
  const rows = connection.collection<OrderRow>('orders');
  return {
    async findOrders(ids: readonly OrderId[]): Promise<ReadonlyMap<OrderId, KnownOrder>> {
      const found = await rows
        .find({ _id: { $in: [...ids] }, buriedAt: { $exists: false } })
        .toArray();
      return new Map(
        found.map(({ _id, refunds = [], ...row }) => [_id, { ...row, id: _id, refunds }]),
      );
    },
    /** The payments that orders were paid by, in batches. */
    async *winners(): AsyncIterable<readonly PaymentId[]> {
      const cursor = rows
        .find({ status: { $in: ['complete', 'refunded'] } }, { projection: { paymentId: 1 } })
        .batchSize(batchSize);
      let batch: PaymentId[] = [];
      for await (const { paymentId } of cursor) {
        if (paymentId === undefined) continue;
        batch.push(paymentId);
        if (batch.length < batchSize) continue;
        yield batch;
        batch = [];
      }
      if (batch.length > 0) yield batch;
    },
  };
}
