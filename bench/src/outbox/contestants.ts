import { newId } from '@marquee/common/ids';
import { anEvent } from '../backbone/an-event.js';
import type { BareStream } from '../backbone/bare-stream.js';
import { aDraft, anAggregateId, type Side } from '../backbone/side.js';
import { anOrder } from '../contestants/bare-driver.js';

/** Somebody who saves an order and, perhaps, says so. */
export interface Saver {
  readonly name: string;
  /** Saves one order; resolves when it is durable and this way of working has nothing left to do. */
  save(): Promise<void>;
}

export const names = {
  insert: 'insert only',
  thenPublish: 'insert, then publish',
  transaction: 'transaction without a row',
  ours: 'Marquee: with its outbox row',
  oursRelayed: 'Marquee, and its relay beside it',
} as const;

interface SaversDeps {
  /** Where no relay runs. */
  readonly quiet: Side;
  readonly relayed: Side;
  readonly stream: BareStream;
}

/** All on the same mongod, with majority and journal, the same order and the same event. */
export function createSavers({ quiet, relayed, stream }: SaversDeps): readonly Saver[] {
  const orders = quiet.database.connection.collection<{ _id: string }>('orders');
  return [
    { name: names.insert, save: async () => void (await orders.insertOne(order())) },
    {
      name: names.thenPublish,
      async save() {
        await orders.insertOne(order());
        // A crash here, and nobody ever hears of the order.
        await stream.publish(stream.messageOf(anEvent()));
      },
    },
    {
      name: names.transaction,
      save: () =>
        quiet.database.transact(async (session) => {
          await orders.insertOne(order(), { session });
        }),
    },
    { name: names.ours, save: () => saveWithRow(quiet) },
    { name: names.oursRelayed, save: () => saveWithRow(relayed) },
  ];
}

function saveWithRow({ database, outbox }: Side): Promise<void> {
  const orders = database.connection.collection<{ _id: string }>('orders');
  return database.transact(async (session) => {
    await orders.insertOne(order(), { session });
    await outbox.add(session, [aDraft(anAggregateId())]);
  });
}

const order = () => anOrder(newId(), newId(), 1);
