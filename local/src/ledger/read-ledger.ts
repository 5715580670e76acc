import type { Logger } from '@marquee/common/logging';
import { type Database, openDatabase } from '@marquee/common/mongo';
import type { HeardEvent, Ledger } from './ledger.js';
import { readIds, readOutbox } from './read-backbone.js';
import { readCopies, readEvents } from './read-copies.js';
import { readEntries, readIntents, readStripeRefunds } from './read-money.js';
import { readParkedDeliveries, readParkedRows } from './read-parked.js';
import { readInventory, readOrders, readPayments, readTickets } from './read-rows.js';

const names = [
  'auth',
  'tickets',
  'orders',
  'payments',
  'sandbox',
  'auditor',
  'notifications',
] as const;

type LedgerDatabase = (typeof names)[number];

export interface LedgerReader {
  /** Whether no outbox has a row that waits. */
  isQuiet(): Promise<boolean>;
  /** Everything, one collection after another: what is committed meanwhile may be in some of them. */
  read(): Promise<Ledger>;
  /** How many domain events are committed now. */
  countCommitted(): Promise<number>;
  close(): Promise<void>;
}

/** The server compares whole collections before it answers. */
const silenceMsMax = 10 * 60_000;

/**
 * Reads the databases themselves, round every service: a checker must not trust what it checks.
 * They are on one server, or each on the one that `url` answers for it; for the auditor's that may
 * be null, where none runs.
 */
export async function openLedgerReader(
  url: string | ((name: LedgerDatabase) => string | null),
  logger: Logger,
  databasePrefix = '',
): Promise<LedgerReader> {
  const opened = new Map<LedgerDatabase, Database>();
  for (const name of names) {
    const its = typeof url === 'string' ? url : url(name);
    const of = { name: `${databasePrefix}${name}`, logger, silenceMsMax };
    if (its !== null) opened.set(name, await openDatabase({ ...of, url: its }));
  }
  const get = (name: LedgerDatabase): Database => {
    const database = opened.get(name);
    if (database === undefined) throw new Error(`The ledger needs the database ${name}`);
    return database;
  };
  const [orders, tickets, payments] = [get('orders'), get('tickets'), get('payments')];
  const auditor = opened.get('auditor');
  const services = [get('auth'), tickets, orders, payments];
  // Where no auditor runs its database is empty, or not there.
  const listeners = [...services, get('notifications'), ...(auditor ? [auditor] : [])];

  async function countRows(filter: { readonly pending?: true }): Promise<number> {
    const counts = await Promise.all(
      services.map(({ connection }) => connection.collection('outbox').countDocuments(filter)),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  return {
    isQuiet: async () => (await countRows({ pending: true })) === 0,
    countCommitted: () => countRows({}),
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
        heard: auditor === undefined ? [] : await readEffects(auditor),
        orders: await readOrders(orders),
        inventory: await readInventory(orders),
        tickets: await readTickets(tickets),
        ordersAtPayments: await readOrders(payments),
        events: await readEvents(tickets),
        copies: await readCopies({ orders, payments, notifications: get('notifications') }),
        payments: await readPayments(payments),
        intents: await readIntents(get('sandbox')),
        stripeRefunds: await readStripeRefunds(get('sandbox')),
        entries: await readEntries(payments),
      };
    },
    async close() {
      await Promise.all([...opened.values()].map((database) => database.close()));
    },
  };
}

function readEffects({ connection }: Database): Promise<HeardEvent[]> {
  return connection.collection<HeardEvent>('effects').find().toArray();
}
