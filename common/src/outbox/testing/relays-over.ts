import type { Bus } from '../../bus/index.js';
import { systemClock } from '../../clock.js';
import type { Job } from '../../lifecycle/service.js';
import type { Backbone } from '../../testing/backbone.js';
import { aSilentLogger } from '../../testing/builders.js';
import { createLeaseRegistry, everyPartition } from '../../testing/leases-at-will.js';
import { createRelay } from '../index.js';
import type { PartitionLeases } from '../leases.js';

/** The relays that a test starts over its database, which end with the test at the latest. */
export function relaysOver(backboneOfNow: () => Backbone) {
  const started: Job[] = [];

  /** Without leases it owns everything, as the only process of a service does. */
  async function start(bus: Bus, leases?: PartitionLeases): Promise<Job> {
    const { database, metrics } = backboneOfNow();
    const relay = createRelay({
      ...{ database, bus, metrics, logger: aSilentLogger(), clock: systemClock },
      ...(leases !== undefined && { leases }),
    });
    started.push(relay);
    await relay.start();
    return relay;
  }

  return {
    start,
    /** Takes these partitions from whoever has them. */
    startOwning(
      bus: Bus,
      leases = createLeaseRegistry().open('relay'),
      partitions = everyPartition,
    ): Promise<Job> {
      leases.take(partitions);
      return start(bus, leases);
    },
    async stop(): Promise<void> {
      for (const relay of started.splice(0).reverse()) await relay.stop();
    },
  };
}
