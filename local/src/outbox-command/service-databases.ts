import type { AggregateType } from '@marquee/common/contracts/domain-event';
import { createLogger } from '@marquee/common/logging';
import { type Database, openDatabase } from '@marquee/common/mongo';

/** The services with an outbox; each has a database of its name. */
export const owners = ['auth', 'tickets', 'orders', 'payments'] as const;
/** And those that only listen, with an inbox. */
export const serviceNames = [...owners, 'notifications'] as const;
export type ServiceName = (typeof serviceNames)[number];
export const ownersAmong = (services: readonly ServiceName[]) =>
  owners.filter((owner) => services.includes(owner));
export type ServiceDatabases = Readonly<Record<ServiceName, Database>>;

/** Whose outbox the events of an aggregate are in. */
export const ownerOf: Readonly<Record<AggregateType, ServiceName>> = {
  user: 'auth',
  event: 'tickets',
  ticket: 'tickets',
  inventory: 'orders',
  order: 'orders',
  payment: 'payments',
};

export interface OpenedDatabases {
  readonly databases: ServiceDatabases;
  close(): Promise<void>;
}

const waitMsMax = 5_000;

/** Throws with the remedy when there is no primary. `databasePrefix`: tests share one server. */
export async function openServiceDatabases(
  url: string,
  databasePrefix = '',
): Promise<OpenedDatabases> {
  const logger = createLogger({ name: 'outbox', level: 'error' });
  const opened = await Promise.allSettled(
    serviceNames.map(async (name) => {
      const options = { url, name: `${databasePrefix}${name}`, logger, waitMsMax, poolSizeMax: 2 };
      return [name, await openDatabase(options)] as const;
    }),
  );
  const entries = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const close = async () => {
    await Promise.all(entries.map(([, database]) => database.close()));
  };
  const failed = opened.find((one) => one.status === 'rejected');
  if (failed === undefined)
    return { databases: Object.fromEntries(entries) as Record<ServiceName, Database>, close };
  await close();
  throw failed.reason;
}
