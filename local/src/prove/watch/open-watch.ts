import type { World } from '../topology/world.js';
import { type MetricsWatch, watchMetrics } from './metrics.js';
import { openServiceDatabases, type ServiceDatabases } from './service-databases.js';
import { type Takeovers, watchTakeovers } from './takeovers.js';

/** What is measured beside the run, by the prover's own eyes. */
export interface Watch {
  readonly databases: ServiceDatabases;
  readonly metrics: MetricsWatch;
  readonly takeovers: Takeovers;
  /** Waits for what is still being measured. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export async function openWatch({ database, logger, processes }: World): Promise<Watch> {
  const databases = await openServiceDatabases(database.url, logger);
  const metrics = watchMetrics(processes);
  const takeovers = watchTakeovers(databases);
  return {
    ...{ databases, metrics, takeovers },
    async settle() {
      await metrics.readNow();
      await takeovers.settle();
    },
    async close() {
      metrics.stop();
      await databases.close();
    },
  };
}
