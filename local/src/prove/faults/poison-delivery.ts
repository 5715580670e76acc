import { type Database, openDatabase } from '@marquee/common/mongo';
import { holdSeconds } from '../topology/specs.js';
import type { World } from '../topology/world.js';
import { tryWithin, waitFor } from '../waiting.js';
import { chooseOrder } from './choose-order.js';
import { type Fault, FaultNotSeen } from './fault.js';
import { isCounted, listParked, type ParkedJson, putBack } from './operator.js';

const service = 'notifications';
const askMsMax = 5_000;
const ruleMsMax = 20_000;
/** Nothing may happen to the order before its hold ends, and then it is tried ten times. */
const triesMs = 51_100;
/**
 * A try that is lost on its way, with its process, its connection or the broker, comes again when
 * the broker's wait for an answer is over: half a minute on JetStream, a whole one on NATS
 * Streaming. Before the faults of a chapter are over two of ten may be lost.
 */
const lostMs = 2 * 60_000;
const parkedMsMax = holdSeconds * 1_000 + triesMs + lostMs + 30_000;
const countedMsMax = 30_000;

/** What a mistake in a migration would do: the database refuses this one order, for ever. */
async function refuse({ connection }: Database, orderId: string | null): Promise<void> {
  const validator = orderId === null ? {} : { _id: { $ne: orderId } };
  const isDone = await waitFor(ruleMsMax, () =>
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

/** How far it came, for whoever asks why it was not parked. */
async function describeTries({ connection }: Database): Promise<string> {
  const rows = connection.collection<FailureRow>('inbox_failures');
  const failures = await tryWithin(askMsMax, () => rows.find().toArray());
  const tries = (failures ?? []).map(({ _id, attempts }) => `${_id} ${attempts} times`);
  return `these have failed: ${tries.join(', ') || 'none'}`;
}

interface FailureRow {
  readonly _id: string;
  readonly attempts: number;
}

async function isApplied(notifications: Database, { consumer, event }: Delivery): Promise<boolean> {
  const _id = `${consumer}:${event.id}`;
  const rows = (name: string) => notifications.connection.collection<{ _id: string }>(name);
  const isDone = (await rows('inbox').findOne({ _id })) !== null;
  return isDone && (await rows('inbox_parked').findOne({ _id })) === null;
}

/** One delivery that its consumer cannot apply, until somebody mends it. */
export const poisonDelivery: Fault = {
  name: 'a delivery that cannot be applied',
  isKill: false,
  targets: ['delivery'],
  lastsMs: [0, 2_000],
  inject: async (world) => {
    const { database, logger } = world;
    const notifications = await openDatabase({ url: database.url, name: service, logger });
    const orderId = await chooseOrder(world, (id) => refuse(notifications, id));
    if (orderId === null) {
      await refuse(notifications, null);
      await notifications.close();
      throw new FaultNotSeen('nobody had an open order');
    }
    const parked = await listedOf(world, orderId);
    if (parked === null) {
      const tries = await describeTries(notifications);
      await refuse(notifications, null);
      await notifications.close();
      throw new FaultNotSeen(`no delivery of order ${orderId} was parked; ${tries}`);
    }
    const what = parked.map(({ consumer, event }) => `${consumer} of ${event.id}`).join(', ');
    return {
      seen: `parked and listed: ${what}: ${parked[0]?.reason.slice(0, 80)}`,
      heal: async () => {
        const gauge = `inbox_parked_rows{consumer="${parked[0]?.consumer}"`;
        const wasCounted = await isCounted(world, service, gauge, countedMsMax);
        await refuse(notifications, null);
        let appliedCount = 0;
        for (const delivery of parked) {
          const { consumer, event, reason } = delivery;
          const wasApplied = await putBack(world, event.id, () =>
            isApplied(notifications, delivery),
          );
          if (wasApplied) appliedCount += 1;
          const parking = { what: `${consumer}:${event.id}`, reason, wasCounted, wasApplied };
          world.parkings.push(parking);
        }
        await notifications.close();
        return (
          `mended and put back by the operator's command; ` +
          `${appliedCount} of ${parked.length} applied`
        );
      },
    };
  },
};
