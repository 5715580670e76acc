import type { Logger } from '@marquee/common/logging';
import { type Database, openDatabase } from '@marquee/common/mongo';
import type { OutboxRow } from '@marquee/common/outbox';
import type { Ledger } from './ledger.js';
import { readIntents, readInventory, readOrders, readPayments, readTickets } from './read-rows.js';

const names = ['auth', 'tickets', 'orders', 'payments', 'sandbox'] as const;

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
  const [auth, tickets, orders, payments, sandbox] = opened as [
    Database,
    Database,
    Database,
    Database,
    Database,
  ];
  const services = [auth, tickets, orders, payments];

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
      const inbox = (await Promise.all(services.map((one) => readIds(one, 'inbox')))).flat();
      const parked = await Promise.all(services.map((one) => readIds(one, 'inbox_parked')));
      return {
        outbox,
        inbox: new Set(inbox),
        parkedDeliveries: parked.flat(),
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

async function readOutbox({ connection }: Database) {
  const rows = await connection.collection<OutboxRow>('outbox').find().toArray();
  return rows.map(({ event, pending, parkedAt }) => ({
    event,
    isPending: pending === true,
    isParked: parkedAt !== undefined,
  }));
}

async function readIds({ connection }: Database, collection: string): Promise<string[]> {
  const rows = await connection.collection<{ _id: string }>(collection).find().toArray();
  return rows.map((row) => row._id);
}
