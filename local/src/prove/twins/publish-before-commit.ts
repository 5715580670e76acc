import type { Bus } from '@marquee/common/bus';
import { systemClock } from '@marquee/common/clock';
import { createStateConsumer } from '@marquee/common/inbox';
import type { Session } from '@marquee/common/mongo';
import { createOutbox, createRelay, type OutboxRow } from '@marquee/common/outbox';
import { auditing, stateAuditor } from '../auditor.js';
import { aTicketDraft, aTicketId, type Ground, hasHeard } from './ground.js';
import { mustHappen } from './must-happen.js';
import type { Provocation } from './provocation.js';

class Abandoned extends Error {
  override readonly name = 'Abandoned';
}

/** A change that is rolled back after it was announced, and one that is not. */
export const publishBeforeCommit: Provocation = {
  name: 'publish before commit',
  invariant: 'I2',
  subscriber: stateAuditor,
  async provoke(ground, variant) {
    const bus = ground.openBus();
    await ground.start(createStateConsumer(auditing(stateAuditor, { ...ground, bus })));
    await ground.start(createRelay({ ...ground, bus: ground.openBus(), clock: systemClock }));
    const announceEarly = variant === 'twin' ? publisherOf(ground, bus) : async () => undefined;
    const [abandoned, kept] = [aTicketId(), aTicketId()];
    await change(ground, abandoned, async (session) => {
      await announceEarly(session, abandoned);
      throw new Abandoned('The transaction is rolled back');
    });
    await change(ground, kept, (session) => announceEarly(session, kept));
    await mustHappen('the change that was kept is heard of', () =>
      hasHeard(ground, { aggregateId: kept, aggregateVersion: 1 }),
    );
  },
};

async function change(
  { database }: Ground,
  ticketId: string,
  work: (session: Session) => Promise<void>,
): Promise<void> {
  const outbox = createOutbox({ database, clock: systemClock });
  await database
    .transact(async (session) => {
      await outbox.add(session, [aTicketDraft(ticketId, 1)]);
      await work(session);
    })
    .catch((error: unknown) => {
      if (!(error instanceof Abandoned)) throw error;
    });
}

/** Brings the row to the bus inside the transaction that writes it. */
function publisherOf({ database: { connection } }: Ground, bus: Bus) {
  return async (session: Session, aggregateId: string) => {
    const rows = connection.collection<OutboxRow>('outbox');
    const row = await rows.findOne({ aggregateId }, { session });
    if (row === null) throw new Error('The row is not in its own transaction');
    await bus.publish(row.event);
  };
}
