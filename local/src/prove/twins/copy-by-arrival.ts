import type { Bus } from '@marquee/common/bus';
import { systemClock } from '@marquee/common/clock';
import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import { type UserState, userExample, userRegistered } from '@marquee/common/contracts/user';
import { newId, type UserId } from '@marquee/common/ids';
import { createStateConsumer } from '@marquee/common/inbox';
import type { Session } from '@marquee/common/mongo';
import { createOutbox, createRelay } from '@marquee/common/outbox';
import { readUsers } from '../../ledger/read-copies.js';
import { noteSeen } from './bare-effect.js';
import type { Ground } from './ground.js';
import { mustHappen } from './must-happen.js';
import type { Provocation } from './provocation.js';
import { puttingOffFirstVersions } from './putting-off.js';

const subscriber = { name: 'twins.user', aggregateTypes: ['user'] } as const;

interface UserRow {
  readonly _id: string;
  readonly email: string;
  readonly name: string;
}

/** Somebody's second name comes before the first one. The twin keeps what it was told last. */
export const copyByArrival: Provocation = {
  name: 'a copy of what came last, not of the newest version',
  invariant: 'I7',
  subscriber,
  async provoke(ground, variant) {
    const { bus, isFirstHandled } = puttingOffFirstVersions(ground.openBus());
    const save = (session: Session, events: readonly DomainEvent[]) =>
      saveUsers(ground, session, events);
    if (variant === 'twin') await subscribeByArrival(ground, bus, save);
    else await ground.start(createStateConsumer({ ...ground, ...subscriber, bus, apply: save }));
    await ground.start(createRelay({ ...ground, bus: ground.openBus(), clock: systemClock }));
    const userId = newId<UserId>();
    await announceNames(ground, userId, ['Ada', 'Augusta']);
    await mustHappen('the second name is known', async () =>
      (await readUsers(ground.database)).some(({ facts }) => facts['name'] === 'Augusta'),
    );
    isFirstHandled.allow();
    await mustHappen('the first one came after it', isFirstHandled.asked);
  },
};

async function saveUsers({ database }: Ground, session: Session, events: readonly DomainEvent[]) {
  const users = database.connection.collection<UserRow>('users');
  for (const { aggregateId: _id, data } of events) {
    const { email, name } = data as UserState;
    await users.replaceOne({ _id }, { email, name }, { session, upsert: true });
  }
}

async function announceNames({ database }: Ground, userId: UserId, names: readonly string[]) {
  const outbox = createOutbox({ database, clock: systemClock });
  const drafts = names.map((name, at) => ({
    ...{ contract: userRegistered, aggregateId: userId, aggregateVersion: at + 1 },
    data: { ...userExample, userId, name },
  }));
  await database.transact((session) => outbox.add(session, drafts));
}

type Save = (session: Session, events: readonly DomainEvent[]) => Promise<void>;

async function subscribeByArrival({ database, undo }: Ground, bus: Bus, save: Save) {
  const subscription = await bus.subscribe(subscriber, async (deliveries) => {
    for (const { event } of deliveries)
      await database.transact(async (session) => {
        await save(session, [event]);
        await noteSeen(database, subscriber.name, session, event);
      });
    return deliveries.map(() => ({ kind: 'ack' }));
  });
  undo.push(() => subscription.stop());
}
