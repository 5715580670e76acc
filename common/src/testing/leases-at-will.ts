import {
  type Acknowledged,
  LeaseLost,
  type Ownership,
  type PartitionLeases,
} from '../outbox/leases.js';
import { partitionCount } from '../outbox/partition.js';

export interface LeasesAtWill extends PartitionLeases {
  /** Takes these partitions from whoever has them; uncleanly unless told. */
  take(partitions: readonly number[], isClean?: boolean): void;
  /** Asks this relay to give partitions back. */
  wantBack(partitions: readonly number[]): void;
  readonly givenBack: Set<number>;
}

export const everyPartition = Array.from({ length: partitionCount }, (_value, index) => index);

/** The leases of a database, changed by a test when it likes, and without waiting for any clock. */
export function createLeaseRegistry(): { open(owner: string): LeasesAtWill } {
  const rows = new Map<number, { owner: string; epoch: number }>();
  const memory = { origins: new Map<number, string>(), acknowledged: new Map() };
  return { open: (owner) => openLeases(owner, rows, memory) };
}

interface BrokerMemories {
  readonly origins: Map<number, string>;
  readonly acknowledged: Map<number, Acknowledged>;
}

function openLeases(
  owner: string,
  rows: Map<number, { owner: string; epoch: number }>,
  { origins, acknowledged }: BrokerMemories,
): LeasesAtWill {
  const known = new Map<number, number>();
  const cautious = new Set<number>();
  const releasing = new Set<number>();
  const givenBack = new Set<number>();
  const listeners = new Set<() => void>();
  const isOurs = (partition: number) => {
    const row = rows.get(partition);
    return row?.owner === owner && row.epoch === known.get(partition);
  };

  function assertAllOurs(partitions: readonly number[]): void {
    const lost = partitions.filter((partition) => !isOurs(partition));
    forget(lost);
    if (lost.length > 0) throw new LeaseLost(lost);
  }

  function forget(partitions: readonly number[]): void {
    for (const partition of partitions) known.delete(partition);
  }

  return {
    givenBack,
    take(partitions, isClean = false) {
      for (const partition of partitions) {
        const epoch = (rows.get(partition)?.epoch ?? 0) + 1;
        rows.set(partition, { owner, epoch });
        known.set(partition, epoch);
        if (!isClean) cautious.add(partition);
      }
      for (const listener of listeners) listener();
    },
    wantBack(partitions) {
      for (const partition of partitions) releasing.add(partition);
      for (const listener of listeners) listener();
    },
    start: async () => undefined,
    current(): Ownership {
      return {
        partitions: [...known.keys()].filter((partition) => !releasing.has(partition)),
        releasing: [...releasing],
        cautious: new Set([...cautious].filter((partition) => known.has(partition))),
        fence: {
          owner,
          epochOf: (partition) => known.get(partition) ?? 0,
          async assertHeld(_session, partitions, latest = new Map()) {
            assertAllOurs(partitions);
            for (const [partition, message] of latest) {
              const known = acknowledged.get(partition)?.sequence ?? 0;
              if (message.sequence > known) acknowledged.set(partition, message);
            }
          },
        },
      };
    },
    async verify(partitions) {
      forget(partitions.filter((partition) => !isOurs(partition)));
      return partitions.filter(isOurs);
    },
    settled: (partition) => void cautious.delete(partition),
    released: (partition) => void givenBack.add(partition),
    brokerOriginOf: (partition) => origins.get(partition) ?? null,
    async acknowledged(partitions) {
      return new Map([...acknowledged].filter(([partition]) => partitions.includes(partition)));
    },
    async rememberBrokerOrigin(partitions, origin) {
      assertAllOurs(partitions);
      for (const partition of partitions) {
        origins.set(partition, origin);
        acknowledged.delete(partition);
      }
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: async () => undefined,
  };
}
