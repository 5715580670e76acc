import type { Logger } from '@marquee/common/logging';
import { type Database, openDatabase } from '@marquee/common/mongo';
import type { HeardEvent, Ledger } from './ledger.js';
import { readIds, readOutbox } from './read-backbone.js';
import { readParkedDeliveries, readParkedRows } from './read-parked.js';
import { readIntents, readInventory, readOrders, readPayments, readTickets } from './read-rows.js';

const names = [
  'auth',
  'tickets',
  'orders',
  'payments',
  'sandbox',
  'auditor',
  'notifications',
] as const;

export interface LedgerReader {
  /** Whether no outbox has a row that waits. */
  isQuiet(): Promise<boolean>;
  read(): Promise<Ledger>;
  close(): Promise<void>;
}

/** Reads the databases themselves, round every service: a checker must not trust what it checks. */
export async function openLedgerReader(
  url: string,
  logger: Logger,
  databasePrefix = '',
): Promise<LedgerReader> {
  const opened = await Promise.all(
    names.map((name) => openDatabase({ url, name: `${databasePrefix}${name}`, logger })),
  );
  const [auth, tickets, orders, payments, sandbox, auditor, notifications] = opened as [
    ...[Database, Database, Database],
    ...[Database, Database, Database, Database],
  ];
  const services = [auth, tickets, orders, payments];
  // Where no auditor runs its database is empty.
  const listeners = [...services, auditor, notifications];

  return {
    async isQuiet() {
      const waiting = await Promise.all(
        services.map(({ connection }) =>
          connection.collection('outbox').countDocuments({ pending: true }),
        ),
      );
      return waiting.every((count) => count === 0);
    },
    async read() {
      const outbox = (await Promise.all(services.map(readOutbox))).flat();
      const inbox = (await Promise.all(listeners.map((one) => readIds(one, 'inbox')))).flat();
      const parkedRows = await Promise.all(services.map(readParkedRows));
      const deliveries = (await Promise.all(listeners.map(readParkedDeliveries))).flat();
      return {
        outbox,
        inbox: new Set(inbox),
        parkedDeliveries: deliveries.map(({ id }) => id),
        parked: [...parkedRows.flat(), ...deliveries],
        heard: await auditor.connection.collection<HeardEvent>('effects').find().toArray(),
        orders: await readOrders(orders),
        inventory: await readInventory(orders),
        tickets: await readTickets(tickets),
        ordersAtPayments: await readOrders(payments),
        payments: await readPayments(payments),
        intents: await readIntents(sandbox),
      };
    },
    async close() {
      await Promise.all(opened.map((database) => database.close()));
    },
  };
}
