import { noCopies } from '../../ledger/copies.js';
import type { Ledger } from '../../ledger/ledger.js';
import { readIds, readOutbox } from '../../ledger/read-backbone.js';
import { readUsers } from '../../ledger/read-copies.js';
import { readEntries, readIntents, readStripeRefunds } from '../../ledger/read-money.js';
import { readParkedDeliveries, readParkedRows } from '../../ledger/read-parked.js';
import { readOrders, readPayments } from '../../ledger/read-rows.js';
import type { Ground } from './ground.js';

/** The ledger of a database that has a backbone, and nothing else or payments. */
export async function readGround({ database, heard }: Ground): Promise<Ledger> {
  const orders = await readOrders(database);
  const deliveries = await readParkedDeliveries(database);
  return {
    outbox: await readOutbox(database),
    inbox: new Set(await readIds(database, 'inbox')),
    parkedDeliveries: deliveries.map(({ id }) => id),
    parked: [...(await readParkedRows(database)), ...deliveries],
    heard: await heard(),
    ...{ inventory: [], tickets: [], events: [] },
    // Where payments runs: orders as it knows them, who says what they are being nobody.
    ...{ orders, ordersAtPayments: orders },
    copies: {
      ...noCopies,
      ordersAtNotifications: orders.map(({ id }) => ({ id, facts: {} })),
      usersAtNotifications: await readUsers(database),
    },
    payments: await readPayments(database),
    intents: await readIntents(database),
    stripeRefunds: await readStripeRefunds(database),
    entries: await readEntries(database),
  };
}
