import type { Bus } from '@marquee/common/bus';
import { systemClock } from '@marquee/common/clock';
import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import { createTransitionConsumer } from '@marquee/common/inbox';
import { listParkedDeliveries } from '@marquee/common/inbox/operator';
import type { Session } from '@marquee/common/mongo';
import { createRelay } from '@marquee/common/outbox';
import { replay } from '@marquee/common/outbox/operator';
import { parkedWasFound } from '../../ledger/parking-checks.js';
import { auditing, transitionAuditor } from '../auditor.js';
import { noteSeen } from './bare-effect.js';
import { aTicketId, type Ground, hasHeard } from './ground.js';
import { mustHappen } from './must-happen.js';
import type { Provocation } from './provocation.js';

/** One delivery cannot be applied until somebody mends it. The twin gives it up without a word. */
export const noParking: Provocation = {
  name: 'no parking: what cannot be applied is acknowledged and dropped',
  invariant: 'I9',
  subscriber: transitionAuditor,
  async provoke(ground, variant) {
    const { database, metrics } = ground;
    const poison = aTicketId();
    let isMended = false;
    let failures = 0;
    const bus = ground.openBus();
    const { apply: applySoundly, ...options } = auditing(transitionAuditor, { ...ground, bus });
    async function apply(session: Session, events: readonly DomainEvent[]): Promise<void> {
      const isPoisoned = events.some(({ aggregateId }) => aggregateId === poison);
      if (isPoisoned) failures += Number(!isMended);
      if (isPoisoned && !isMended) throw new Error('it cannot be applied');
      await applySoundly(session, events);
    }
    if (variant === 'twin') await subscribeCarelessly(ground, bus, apply);
    else await ground.start(createTransitionConsumer({ ...options, apply, attemptsMax: 2 }));
    await ground.start(createRelay({ ...ground, bus: ground.openBus(), clock: systemClock }));
    await ground.announce(poison, [1]);
    await mustHappen('it could not be applied', () => failures > 0);
    const later = aTicketId();
    await ground.announce(later, [1]);
    await mustHappen('the consumer goes on', () =>
      hasHeard(ground, { aggregateId: later, aggregateVersion: 1 }),
    );
    if (variant === 'sound')
      await mustHappen('it was given up', async () => {
        return (await listParkedDeliveries(database)).length > 0;
      });

    const [parked] = await listParkedDeliveries(database);
    isMended = true;
    await replay(database, { kind: 'ids', ids: [parked?.event.id ?? ''] });
    ground.checks.push(async () => {
      const what = `the delivery of ${poison}`;
      const counter = await metrics.registry.getSingleMetric('inbox_parked_total')?.get();
      const wasCounted = counter?.values.some(({ value }) => value > 0) === true;
      const wasApplied = await hasHeard(ground, { aggregateId: poison, aggregateVersion: 1 });
      return parkedWasFound([{ what, reason: parked?.reason ?? null, wasCounted, wasApplied }]);
    });
  },
};

type Apply = (session: Session, events: readonly DomainEvent[]) => Promise<void>;

async function subscribeCarelessly({ database, undo }: Ground, bus: Bus, apply: Apply) {
  const { name, aggregateTypes } = transitionAuditor;
  const subscription = await bus.subscribe({ name, aggregateTypes }, async (deliveries) => {
    for (const { event } of deliveries) {
      const note = (session: Session) => noteSeen(database, name, session, event);
      await database
        .transact(async (session) => {
          await apply(session, [event]);
          await note(session);
        })
        // "It is in the log": and nowhere else.
        .catch(() => database.transact(note));
    }
    return deliveries.map(() => ({ kind: 'ack' }));
  });
  undo.push(() => subscription.stop());
}
