import type { Bus } from '@marquee/common/bus';
import { systemClock } from '@marquee/common/clock';
import { type FaultPoint, noFaults } from '@marquee/common/fault-point';
import { createTransitionConsumer } from '@marquee/common/inbox';
import { createRelay } from '@marquee/common/outbox';
import { auditing, transitionAuditor } from '../auditor.js';
import { openTcpProxy } from '../topology/tcp-proxy.js';
import { applyBare } from './bare-effect.js';
import { ackWaitMs, aTicketId, type Ground, hasHeard } from './ground.js';
import { mustHappen } from './must-happen.js';
import type { Provocation, Variant } from './provocation.js';

/** A consumer dies with a delivery in its hands, before the commit; another goes on. */
export const ackBeforeCommit: Provocation = {
  name: 'ack before commit',
  invariant: 'I1',
  subscriber: transitionAuditor,
  async provoke(ground, variant) {
    const wire = await openTcpProxy(Number(new URL(ground.broker.url).port));
    ground.undo.push(() => wire.close());
    const death = createDeath();
    await consume(ground, variant, ground.openBus(`nats://127.0.0.1:${wire.port}`), death.point);
    // Before its bus is closed, which waits for handlers and for their last words to arrive.
    ground.undo.push(async () => {
      wire.mend();
      death.bury();
    });
    await ground.start(createRelay({ ...ground, bus: ground.openBus(), clock: systemClock }));
    await ground.announce(aTicketId(), [1]);
    await mustHappen('the consumer holds the delivery', () => death.count() === 1);
    if (variant === 'twin') {
      // By the time the next one is in its hands, the first was acknowledged.
      await ground.announce(aTicketId(), [1]);
      await mustHappen('the consumer goes on', () => death.count() === 2);
    }
    wire.cut();
    await consume(ground, variant, ground.openBus(), noFaults);
    await systemClock.sleep(2 * ackWaitMs);
    const later = aTicketId();
    await ground.announce(later, [1]);
    await mustHappen('the other consumer works', () =>
      hasHeard(ground, { aggregateId: later, aggregateVersion: 1 }),
    );
  },
};

async function consume(ground: Ground, variant: Variant, bus: Bus, faultPoint: FaultPoint) {
  if (variant === 'sound') {
    const options = auditing(transitionAuditor, { ...ground, bus });
    await ground.start(createTransitionConsumer({ ...options, faultPoint }));
    return;
  }
  const { database, undo } = ground;
  const { name, aggregateTypes } = transitionAuditor;
  const subscription = await bus.subscribe({ name, aggregateTypes }, async (deliveries) => {
    // Answered first, done later.
    const applyAll = async () => {
      for (const { event } of deliveries)
        await database.transact((session) => applyBare(database, name, session, event));
    };
    void faultPoint('before:commit').then(applyAll, () => undefined);
    return deliveries.map(() => ({ kind: 'ack' }));
  });
  undo.push(() => subscription.stop());
}

/** A point from which nobody comes back, until all is over; then it is an error to come there. */
function createDeath() {
  let count = 0;
  let isOver = false;
  const graves = new Set<() => void>();
  return {
    count: () => count,
    async point(): Promise<void> {
      count += 1;
      if (!isOver) await new Promise<void>((resolve) => graves.add(resolve));
      throw new Error('The process is dead');
    },
    bury(): void {
      isOver = true;
      for (const open of graves) open();
    },
  };
}
