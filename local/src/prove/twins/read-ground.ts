import type { Ledger } from '../../ledger/ledger.js';
import { readIds, readOutbox } from '../../ledger/read-backbone.js';
import { readParkedDeliveries, readParkedRows } from '../../ledger/read-parked.js';
import type { Ground } from './ground.js';

/** The ledger of a database that has a backbone and nothing else. */
export async function readGround({ database, heard }: Ground): Promise<Ledger> {
  const deliveries = await readParkedDeliveries(database);
  return {
    outbox: await readOutbox(database),
    inbox: new Set(await readIds(database, 'inbox')),
    parkedDeliveries: deliveries.map(({ id }) => id),
    parked: [...(await readParkedRows(database)), ...deliveries],
    heard: await heard(),
    ...{ orders: [], inventory: [], tickets: [], ordersAtPayments: [], payments: [], intents: [] },
  };
}
