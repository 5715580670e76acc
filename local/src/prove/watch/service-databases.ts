import type { Logger } from '@marquee/common/logging';
import { type Database, openDatabase } from '@marquee/common/mongo';

export const relayingServices = ['auth', 'tickets', 'orders', 'payments'] as const;
export type RelayingService = (typeof relayingServices)[number];

export interface ServiceDatabases {
  readonly all: ReadonlyMap<RelayingService, Database>;
  close(): Promise<void>;
}

/** The prover's own connections to the databases of the services with an outbox. */
export async function openServiceDatabases(url: string, logger: Logger): Promise<ServiceDatabases> {
  const all = new Map<RelayingService, Database>();
  for (const name of relayingServices) all.set(name, await openDatabase({ url, name, logger }));
  return {
    all,
    async close() {
      await Promise.all([...all.values()].map((database) => database.close()));
    },
  };
}
