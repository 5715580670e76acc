import { type Bus, PublishRefused } from '@marquee/common/bus';
import { type Clock, systemClock } from '@marquee/common/clock';
import { createTransitionConsumer } from '@marquee/common/inbox';
import { createPartitionLeases, createRelay, type OutboxRow } from '@marquee/common/outbox';
import { auditing, transitionAuditor } from '../auditor.js';
import { aTicketId, type Ground, hasHeard } from './ground.js';
import { mustHappen } from './must-happen.js';
import type { Provocation, Variant } from './provocation.js';
import { createSleep } from './sleep.js';

const times = { leaseMs: 1_000, heartbeatMs: 250, marginMs: 200, lookMsMax: 500, hurryMs: 50 };

/**
 * A relay sleeps between the broker's acknowledgement and its mark, for longer than its lease. The
 * broker is wiped meanwhile; an heir has the row in its hands when the zombie wakes up and marks
 * it: published it is not.
 */
export const noFence: Provocation = {
  name: 'no fence',
  invariant: 'I1',
  subscriber: transitionAuditor,
  async provoke(ground, variant) {
    const sleep = createSleep();
    const zombieBus = holdingReceipts(ground.openBus());
    const zombie = createRelay({
      ...{ ...ground, bus: zombieBus.bus, clock: systemClock },
      leases: leasesOf(ground, 'zombie', variant, sleep.clock),
    });
    await zombie.start();
    const lost = aTicketId();
    await ground.announce(lost, [1]);
    await mustHappen('the zombie holds an acknowledgement', zombieBus.isHolding);
    sleep.begin();
    await ground.broker.wipe();

    const heirBus = refusing(ground.openBus(), lost);
    const leases = leasesOf(ground, 'heir', 'sound', systemClock);
    await ground.start(createRelay({ ...ground, bus: heirBus.bus, clock: systemClock, leases }));
    await mustHappen('the heir tries to publish the row', () => heirBus.askedCount() > 0);
    // The new storage is longer than the old one was, so that its length gives nothing away.
    const others = aTicketId();
    await ground.announce(others, [1, 2, 3]);
    await mustHappen('the heir publishes other rows', () => isPublished(ground, others, 3));
    zombieBus.release();
    const stopped = zombie.stop();
    sleep.end();
    await stopped;
    if (variant === 'twin')
      await mustHappen('the zombie marks the row', () => isPublished(ground, lost, 1));

    const bus = ground.openBus();
    await ground.start(createTransitionConsumer(auditing(transitionAuditor, { ...ground, bus })));
    const triesBefore = heirBus.askedCount();
    const later = aTicketId();
    await ground.announce(later, [1]);
    await mustHappen('the heir publishes what comes later', () =>
      hasHeard(ground, { aggregateId: later, aggregateVersion: 1 }),
    );
    // Once it has read the rows anew it only tries again if the row still waits.
    await mustHappen(
      'the heir has tried again, or the row waits no more',
      async () => heirBus.askedCount() > triesBefore || (await isPublished(ground, lost, 1)),
    );
    heirBus.allow();
  },
};

async function isPublished({ database }: Ground, aggregateId: string, aggregateVersion: number) {
  const rows = database.connection.collection<OutboxRow>('outbox');
  const row = await rows.findOne({ aggregateId, aggregateVersion });
  return row?.publishedAt !== undefined;
}

function leasesOf(
  { database, logger, metrics }: Ground,
  name: string,
  variant: Variant,
  clock: Clock,
) {
  const leases = createPartitionLeases({ database, logger, metrics, name, clock, times });
  if (variant === 'sound') return leases;
  return { ...leases, current: () => ({ ...leases.current(), fence: null }) };
}

/** Publishes, and does not say so before `release`; who sleeps does not see connections go either. */
function holdingReceipts(inner: Bus) {
  let isHolding = false;
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const bus: Bus = {
    ...inner,
    connections: () => 1,
    async publish(event, options) {
      const receipt = await inner.publish(event, options);
      isHolding = true;
      await released;
      return receipt;
    },
  };
  return { bus, isHolding: () => isHolding, release: () => release() };
}

/** Refuses the one aggregate's events until `allow`. */
function refusing(inner: Bus, refusedId: string) {
  let askedCount = 0;
  let isAllowed = false;
  const bus: Bus = {
    ...inner,
    async publish(event, options) {
      const isRefused = event.aggregateId === refusedId && !isAllowed;
      if (event.aggregateId === refusedId) askedCount += 1;
      if (isRefused) throw new PublishRefused('not yet', 100);
      return inner.publish(event, options);
    },
  };
  const allow = () => {
    isAllowed = true;
  };
  return { bus, askedCount: () => askedCount, allow };
}
