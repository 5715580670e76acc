import type { Logger } from '@marquee/common/logging';
import { type Database, openDatabase } from '@marquee/common/mongo';

export const relayingServices = ['auth', 'tickets', 'orders', 'payments'] as const;
export type RelayingService = (typeof relayingServices)[number];

export interface ServiceDatabases {
  readonly all: ReadonlyMap<RelayingService, Database>;
  readonly orders: Database;
  close(): Promise<void>;
}

/** The prover's own connections to the databases of the services with an outbox. */
export async function openServiceDatabases(url: string, logger: Logger): Promise<ServiceDatabases> {
  const all = new Map<RelayingService, Database>();
  const open = (name: RelayingService) => openDatabase({ url, name, logger });
  const orders = await open('orders');
  for (const name of relayingServices) all.set(name, name === 'orders' ? orders : await open(name));
  return {
    ...{ all, orders },
    async close() {
      await Promise.all([...all.values()].map((database) => database.close()));
    },
  };
}
