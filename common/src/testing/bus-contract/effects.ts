import type { ClientSession } from 'mongoose';
import type { Bus, Durable } from '../../bus/port.js';
import type { DomainEvent } from '../../contracts/domain-event.js';
import { createStateConsumer, createTransitionConsumer } from '../../inbox/index.js';
import type { Job } from '../../lifecycle/service.js';
import { databaseOf } from '../../mongo/session-database.js';
import type { Backbone } from '../backbone.js';
import { aSilentLogger } from '../builders.js';

interface EffectRow {
  readonly _id: string;
  /** Of one aggregate, in the order in which they had their effect. */
  readonly versions: readonly number[];
}

/** What consumers did with the events, kept beside their inbox: a second effect would show. */
export interface Effects {
  readonly job: Job;
  /** The versions applied, by aggregate id. */
  versions(): Promise<Map<string, readonly number[]>>;
}

const collectionOf = (durable: Durable) => `effects ${durable.name}`;

/** A consumer that keeps every effect; of a state consumer the newest version is enough. */
export function createEffects(
  { database, metrics }: Backbone,
  bus: Bus,
  durable: Durable,
  kind: 'state' | 'transition' = 'state',
  options: { readonly attemptsMax?: number; readonly poisonId?: string } = {},
): Effects {
  const { poisonId, ...limits } = options;
  const create = kind === 'state' ? createStateConsumer : createTransitionConsumer;
  async function apply(session: ClientSession, events: readonly DomainEvent[]): Promise<void> {
    const isPoisoned = events.some((event) => event.aggregateId === poisonId);
    if (isPoisoned) throw new TypeError('unreadable');
    const rows = databaseOf(session).collection<EffectRow>(collectionOf(durable));
    for (const { aggregateId: _id, aggregateVersion } of events) {
      const update = { $push: { versions: aggregateVersion } };
      await rows.updateOne({ _id }, update, { session, upsert: true });
    }
  }
  return {
    job: create({ ...durable, ...limits, database, bus, metrics, logger: aSilentLogger(), apply }),
    async versions() {
      const rows = database.connection.collection<EffectRow>(collectionOf(durable)).find();
      return new Map((await rows.toArray()).map(({ _id, versions }) => [_id, versions]));
    },
  };
}

/** Whether every one of these aggregates has had its effects up to this version. */
export async function haveReached(
  effects: Effects,
  ids: readonly string[],
  version: number,
): Promise<boolean> {
  const found = await effects.versions();
  return ids.every((id) => (found.get(id)?.at(-1) ?? 0) >= version);
}
