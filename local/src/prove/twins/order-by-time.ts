import type { Bus } from '@marquee/common/bus';
import { type Clock, systemClock } from '@marquee/common/clock';
import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import { createStateConsumer } from '@marquee/common/inbox';
import type { Session } from '@marquee/common/mongo';
import { createRelay } from '@marquee/common/outbox';
import { auditing, stateAuditor } from '../auditor.js';
import { applyBare, noteSeen } from './bare-effect.js';
import { aTicketId, type Ground, hasHeard } from './ground.js';
import { mustHappen } from './must-happen.js';
import type { Provocation } from './provocation.js';
import { puttingOffFirstVersions } from './putting-off.js';

const behindMs = 30_000;
const slowClock: Clock = {
  ...systemClock,
  now: () => new Date(systemClock.now().getTime() - behindMs),
};

/** Version 2 is dated before version 1 by a process whose clock is wrong, and comes first. */
export const orderByTime: Provocation = {
  name: 'order by time',
  invariant: 'I3',
  subscriber: stateAuditor,
  async provoke(ground, variant) {
    const { bus, isFirstHandled } = puttingOffFirstVersions(ground.openBus());
    if (variant === 'twin') await subscribeByTime(ground, bus);
    else await ground.start(createStateConsumer(auditing(stateAuditor, { ...ground, bus })));
    await ground.start(createRelay({ ...ground, bus: ground.openBus(), clock: systemClock }));
    const ticketId = aTicketId();
    await ground.announce(ticketId, [1]);
    await ground.announce(ticketId, [2], slowClock);
    await mustHappen('version 2 was applied', () =>
      hasHeard(ground, { aggregateId: ticketId, aggregateVersion: 2 }),
    );
    isFirstHandled.allow();
    await mustHappen('version 1 came after it', isFirstHandled.asked);
  },
};

async function subscribeByTime(ground: Ground, bus: Bus): Promise<void> {
  const { database, undo } = ground;
  const { name, aggregateTypes } = stateAuditor;
  const subscription = await bus.subscribe({ name, aggregateTypes }, async (deliveries) => {
    for (const { event } of deliveries)
      await database.transact((session) => applyIfLater(ground, session, event));
    return deliveries.map(() => ({ kind: 'ack' }));
  });
  undo.push(() => subscription.stop());
}

async function applyIfLater({ database }: Ground, session: Session, event: DomainEvent) {
  const times = database.connection.collection<{ _id: string; at: string }>('times');
  const last = await times.findOne({ _id: event.aggregateId }, { session });
  if (last !== null && last.at >= event.occurredAt)
    return noteSeen(database, stateAuditor.name, session, event);
  const $set = { at: event.occurredAt };
  await times.updateOne({ _id: event.aggregateId }, { $set }, { session, upsert: true });
  return applyBare(database, stateAuditor.name, session, event);
}
