import { openDatabase } from '@marquee/common/mongo';
import type { World } from '../topology/world.js';
import { tryWithin, waitFor } from '../waiting.js';

const orderMsMax = 20_000;
const askMsMax = 5_000;

interface OrderRow {
  readonly _id: string;
  readonly status: string;
  readonly expiresAt: Date;
}

/** An order that something will still happen to; null when nobody placed one in time. */
export async function chooseOrder({ database, logger }: World): Promise<string | null> {
  const orders = await openDatabase({ url: database.url, name: 'orders', logger });
  try {
    return await waitFor(orderMsMax, async () => {
      const filter = { status: 'awaiting_payment', buriedAt: { $exists: false } };
      const rows = orders.connection.collection<OrderRow>('orders');
      const found = await tryWithin(askMsMax, () =>
        rows.findOne(filter, { sort: { expiresAt: -1 } }),
      );
      return found?._id ?? null;
    });
  } finally {
    await orders.close();
  }
}
