import type { Database } from '@marquee/common/mongo';
import type { Copies, Copy, LedgerEvent } from './copies.js';

interface EventRow extends Omit<LedgerEvent, 'id'> {
  readonly _id: string;
}

/** From tickets. */
export async function readEvents({ connection }: Database): Promise<LedgerEvent[]> {
  const rows = await connection.collection<EventRow>('events').find().toArray();
  return rows.map((row) => ({
    ...{ id: row._id, organiserId: row.organiserId, title: row.title, venue: row.venue },
    ...{ startsAt: row.startsAt, endsAt: row.endsAt, status: row.status, version: row.version },
    ...{ availableCount: row.availableCount, priceFrom: row.priceFrom },
  }));
}

export interface CopyHolders {
  readonly orders: Database;
  readonly payments: Database;
  readonly notifications: Database;
}

export async function readCopies({
  orders,
  payments,
  notifications,
}: CopyHolders): Promise<Copies> {
  const eventsThere = await read(notifications, 'events', [
    ...['title', 'venue', 'startsAt', 'isCancelled', 'version'],
  ]);
  return {
    eventsAtOrders: await read(orders, 'events', ['organiserId', 'startsAt', 'status']),
    eventsAtPayments: await read(payments, 'events', [
      ...['organiserId', 'endsAt', 'status', 'version'],
    ]),
    eventsAtNotifications: eventsThere.map(({ id, facts: { isCancelled, ...facts } }) => ({
      id,
      facts: { ...facts, status: isCancelled === true ? 'cancelled' : 'scheduled' },
    })),
    ordersAtNotifications: await read(notifications, 'orders', [
      ...['buyerId', 'eventId', 'total', 'status'],
    ]),
    usersAtNotifications: await readUsers(notifications),
  };
}

export const readUsers = (database: Database): Promise<Copy[]> =>
  read(database, 'users', ['email', 'name']);

async function read(
  { connection }: Database,
  collection: string,
  fields: readonly string[],
): Promise<Copy[]> {
  const rows = await connection.collection<{ _id: string }>(collection).find().toArray();
  return rows.map(({ _id: id, ...row }) => {
    const facts = Object.entries(row).filter(([field]) => fields.includes(field));
    return { id, facts: Object.fromEntries(facts) };
  });
}
