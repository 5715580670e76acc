import type { PartitionLeases } from './leases.js';
import { partitionCount } from './partition.js';

/**
 * For the process that relays alone, as with the in-process bus: it owns everything, always. Its
 * last life may have been ended by a row, so it begins with caution.
 */
export function allPartitions(): PartitionLeases {
  let cautious: ReadonlySet<number> = new Set(Array.from({ length: partitionCount }, (_v, i) => i));
  return {
    start: async () => undefined,
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
