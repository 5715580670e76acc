import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import { sessionRevoked, type UserState, userRegistered } from '@marquee/common/contracts/user';
import { type DomainEventId, newId, type UserId } from '@marquee/common/ids';
import { type OutboxRow, partitionOf } from '@marquee/common/outbox';
import type { World } from '../topology/world.js';

/** More than a broker takes. */
const nameLength = 1_500_000;

/** The two events of somebody who signed up under a name that no message can carry. */
export function rowsOf(world: World): [OutboxRow, OutboxRow] {
  const userId = newId<UserId>();
  const data = { ...userRegistered.example, userId, email: `${userId}@example.com` };
  const long = { ...data, name: 'x'.repeat(nameLength) };
  return [
    rowOf(world, userRegistered.type, 1, long),
    rowOf(world, sessionRevoked.type, 2, { ...data, name: 'X' }),
  ];
}

function rowOf(world: World, type: string, aggregateVersion: number, data: UserState): OutboxRow {
  const id = newId<DomainEventId>();
  const occurredAt = world.clock.now();
  const aggregate = { aggregateType: 'user', aggregateId: data.userId, aggregateVersion } as const;
  const origin = { occurredAt: occurredAt.toISOString(), correlationId: id, causationId: id };
  const event: DomainEvent = { id, type, schemaVersion: 1, ...aggregate, ...origin, data };
  return {
    ...{ _id: id, ...aggregate, partition: partitionOf(data.userId), event, occurredAt },
    ...{ pending: true, nextAttemptAt: new Date(0) },
    attempts: { started: 0, finished: 0, failed: 0 },
  };
}
