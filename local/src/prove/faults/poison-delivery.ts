import { type Database, openDatabase } from '@marquee/common/mongo';
import type { World } from '../topology/world.js';
import { tryWithin, waitFor } from '../waiting.js';
import { type Fault, FaultNotSeen } from './fault.js';
import { isCounted, listParked, type ParkedJson, unpark } from './operator.js';

const service = 'notifications';
const askMsMax = 5_000;
const orderMsMax = 20_000;
/** Ten tries with their pauses take 51 seconds, behind a hold of thirty. */
const parkedMsMax = 120_000;
const countedMsMax = 30_000;
const appliedMsMax = 30_000;

interface OrderRow {
  readonly _id: string;
  readonly status: string;
  readonly expiresAt: Date;
}

/** An order that something will still happen to. */
async function chooseOrder({ database, logger }: World): Promise<string | null> {
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

/** What a mistake in a migration would do: the database refuses this one order, for ever. */
async function refuse({ connection }: Database, orderId: string | null): Promise<void> {
  const validator = orderId === null ? {} : { _id: { $ne: orderId } };
  const isDone = await waitFor(orderMsMax, () =>
    tryWithin(askMsMax, async () => {
      await connection.db?.command({ collMod: 'orders', validator });
      return true;
    }),
  );
  if (isDone !== true) throw new FaultNotSeen('the rule could not be given to the database');
}

type Delivery = ParkedJson['inbox'][number];

function listedOf(world: World, orderId: string): Promise<readonly Delivery[] | null> {
  return waitFor(parkedMsMax, async () => {
    const listed = await listParked(world, service);
    const found = listed?.inbox.filter(({ event }) => event.aggregateId === orderId) ?? [];
    return found.length > 0 ? found : null;
  });
}

async function isApplied(notifications: Database, { consumer, event }: Delivery): Promise<boolean> {
  const _id = `${consumer}:${event.id}`;
  const rows = (name: string) => notifications.connection.collection<{ _id: string }>(name);
  const found = await waitFor(appliedMsMax, () =>
    tryWithin(askMsMax, async () => {
      const isDone = (await rows('inbox').findOne({ _id })) !== null;
      const isOff = (await rows('inbox_parked').findOne({ _id })) === null;
      return isDone && isOff ? true : null;
    }),
  );
  return found === true;
}

/** One delivery that its consumer cannot apply, until somebody mends it. */
export const poisonDelivery: Fault = {
  name: 'a delivery that cannot be applied',
  isKill: false,
  targets: ['delivery'],
  lastsMs: [0, 2_000],
  inject: async (world) => {
    const { database, logger } = world;
    const orderId = await chooseOrder(world);
    if (orderId === null) throw new FaultNotSeen('nobody had an open order');
    const notifications = await openDatabase({ url: database.url, name: service, logger });
    await refuse(notifications, orderId);
    const parked = await listedOf(world, orderId);
    if (parked === null) {
      await refuse(notifications, null);
      await notifications.close();
      throw new FaultNotSeen(`no delivery of order ${orderId} was parked`);
    }
    const what = parked.map(({ consumer, event }) => `${consumer} of ${event.id}`).join(', ');
    return {
      seen: `parked and listed: ${what}: ${parked[0]?.reason.slice(0, 80)}`,
      heal: async () => {
        const gauge = `inbox_parked_rows{consumer="${parked[0]?.consumer}"`;
        const wasCounted = await isCounted(world, service, gauge, countedMsMax);
        await refuse(notifications, null);
        for (const delivery of parked) {
          const { consumer, event, reason } = delivery;
          const isPutBack = await unpark(world, event.id);
          const wasApplied = isPutBack && (await isApplied(notifications, delivery));
          const parking = { what: `${consumer}:${event.id}`, reason, wasCounted, wasApplied };
          world.parkings.push(parking);
        }
        await notifications.close();
        return `mended and put back by the operator's command; ${parked.length} applied`;
      },
    };
  },
};
