import { type Clock, systemClock } from '@marquee/common/clock';
import { createPartitionLeases, createRelay, type OutboxRow } from '@marquee/common/outbox';
import { recoveryViolations } from '../verdict.js';
import { watchRecovery } from '../watch/recovery.js';
import { aTicketId, type Ground } from './ground.js';
import { mustHappen } from './must-happen.js';
import type { Provocation, Variant } from './provocation.js';
import { createSleep } from './sleep.js';

const times = { leaseMs: 1_000, heartbeatMs: 250, marginMs: 200, lookMsMax: 500, hurryMs: 50 };

/** A relay falls silent with everything leased; what is committed then waits for its heir. */
export const noHeir: Provocation = {
  name: 'no heir: a relay that does not do what it took over',
  invariant: 'I8',
  // Nobody listens: what waits is to be seen in the outbox.
  subscriber: { name: 'nobody', aggregateTypes: [] },
  async provoke(ground, variant) {
    const sleep = createSleep();
    await relay(ground, 'dead', 'sound', sleep.clock);
    ground.undo.push(async () => sleep.end());
    const first = aTicketId();
    await ground.announce(first, [1]);
    await mustHappen('the first relay publishes', () => isPublished(ground, first));
    sleep.begin();
    await systemClock.sleep(times.leaseMs);
    await relay(ground, 'heir', variant, systemClock);
    await ground.announce(aTicketId(), [1]);
    const databases = { all: new Map([['orders' as const, ground.database]]) };
    const recovery = await watchRecovery(databases, systemClock);
    ground.checks.push(() => recoveryViolations([recovery]));
  },
};

async function relay(ground: Ground, name: string, variant: Variant, clock: Clock) {
  const { database, logger, metrics } = ground;
  const leases = createPartitionLeases({ database, logger, metrics, name, clock, times });
  const idle = { ...leases, current: () => ({ ...leases.current(), partitions: [] }) };
  await ground.start(
    createRelay({
      ...{ ...ground, bus: ground.openBus(), clock: systemClock },
      leases: variant === 'twin' ? idle : leases,
    }),
  );
}

async function isPublished({ database }: Ground, aggregateId: string): Promise<boolean> {
  const row = await database.connection.collection<OutboxRow>('outbox').findOne({ aggregateId });
  return row?.publishedAt !== undefined;
}
