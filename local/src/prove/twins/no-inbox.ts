import type { Bus } from '@marquee/common/bus';
import { systemClock } from '@marquee/common/clock';
import { createTransitionConsumer } from '@marquee/common/inbox';
import { createRelay, type OutboxRow } from '@marquee/common/outbox';
import { auditing, transitionAuditor } from '../auditor.js';
import { applyBare } from './bare-effect.js';
import { aTicketId, type Ground } from './ground.js';
import { losingFirstAnswers } from './losing-answers.js';
import { mustHappen } from './must-happen.js';
import type { Provocation } from './provocation.js';

/** Every delivery's first answer is lost after the commit, so that every one comes again. */
export const noInbox: Provocation = {
  name: 'no inbox',
  invariant: 'I3',
  subscriber: transitionAuditor,
  async provoke(ground, variant) {
    const bus = losingFirstAnswers(ground.openBus());
    if (variant === 'twin') await subscribeWithoutInbox(ground, bus);
    else
      await ground.start(createTransitionConsumer(auditing(transitionAuditor, { ...ground, bus })));
    await ground.start(createRelay({ ...ground, bus: ground.openBus(), clock: systemClock }));
    await ground.announce(aTicketId(), [1, 2, 3]);
    const outbox = ground.database.connection.collection<OutboxRow>('outbox');
    const ids = (await outbox.find().toArray()).map((row) => row._id);
    await mustHappen('every delivery came a second time', () =>
      ids.every((id) => bus.handledCount(id) >= 2),
    );
  },
};

async function subscribeWithoutInbox({ database, undo }: Ground, bus: Bus): Promise<void> {
  const { name, aggregateTypes } = transitionAuditor;
  const subscription = await bus.subscribe({ name, aggregateTypes }, async (deliveries) => {
    for (const { event } of deliveries)
      await database.transact((session) => applyBare(database, name, session, event));
    return deliveries.map(() => ({ kind: 'ack' }));
  });
  undo.push(() => subscription.stop());
}
