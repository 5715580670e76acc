import { openDatabase } from '@marquee/common/mongo';
import type { World } from '../topology/world.js';
import { tryWithin, waitFor } from '../waiting.js';

const orderMsMax = 60_000;
const askMsMax = 5_000;

interface OrderRow {
  readonly _id: string;
  readonly status: string;
  readonly expiresAt: Date;
}

/**
 * An order that something will still happen to after `prepare` has been done for it; null when
 * there was none in time. Its buyer may have ended it meanwhile: then another is chosen.
 */
export async function chooseOrder(
  { database, logger }: World,
  prepare: (orderId: string) => Promise<void>,
): Promise<string | null> {
  const orders = await openDatabase({ url: database.url, name: 'orders', logger });
  const rows = orders.connection.collection<OrderRow>('orders');
  const isOpen = { status: 'awaiting_payment', buriedAt: { $exists: false } };
  const find = (filter: object) =>
    tryWithin(askMsMax, () => rows.findOne({ ...filter, ...isOpen }, { sort: { expiresAt: -1 } }));
  try {
    return await waitFor(orderMsMax, async () => {
      const order = await find({});
      if (order === null) return null;
      await prepare(order._id);
      return (await find({ _id: order._id }))?._id ?? null;
    });
  } finally {
    await orders.close();
  }
}
