import type { Database } from '../mongo/index.js';
import { leaseCollections } from './leases/lease-rows.js';
import type { PartitionLeases } from './leases.js';
import { partitionCount } from './partition.js';

/**
 * For the process that relays alone, as with the in-process bus: it owns everything, always. Its
 * last life may have been ended by a row, so it begins with caution. What it publishes is in no
 * broker's storage, so the leases forget the one they know: a relay that comes back to it publishes
 * everything again.
 */
export function allPartitions(database: Database): PartitionLeases {
  let cautious: ReadonlySet<number> = new Set(Array.from({ length: partitionCount }, (_v, i) => i));
  return {
    async start() {
      const known = { $unset: { brokerOrigin: '', acknowledged: '' } } as const;
      await leaseCollections(database).leases.updateMany({}, known);
    },
    current: () => ({ partitions: 'all', releasing: [], cautious, fence: null }),
    verify: async (partitions) => partitions,
    settled(partition) {
      cautious = new Set([...cautious].filter((other) => other !== partition));
    },
    released: () => undefined,
    brokerOriginOf: () => null,
    acknowledged: async () => new Map(),
    rememberBrokerOrigin: async () => undefined,
    onChange: () => () => undefined,
    stop: async () => undefined,
  };
}
