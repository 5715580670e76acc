import { type Clock, systemClock } from '@marquee/common/clock';
import type { Database } from '@marquee/common/mongo';
import type { ClientSession } from 'mongoose';
import { newObjectId } from '../data/new-object-id.js';
import { createObjectRepository, type ObjectRepository } from '../data/object.repository.js';
import type { Settings } from '../switches/settings.js';
import { type Delivery, setOut } from './delivery.js';
import type { EventDraft, SandboxEvent } from './event.js';

export interface EventsDependencies {
  readonly database: Database;
  readonly settings: Settings;
  /** The sandbox's. */
  readonly clock: Clock;
  readonly random: () => number;
}

export interface Events {
  readonly rows: ObjectRepository<SandboxEvent>;
  readonly deliveries: ObjectRepository<Delivery>;
  /** Written in the transaction of the change, and sent when that is committed. */
  record(session: ClientSession, drafts: readonly EventDraft[]): Promise<void>;
  /** How many deliveries of each event are still under way. */
  pending(events: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

export function createEvents({ database, settings, clock, random }: EventsDependencies): Events {
  const rows = createObjectRepository<SandboxEvent>(database, {
    collection: 'stripe_events',
    indexes: [{ type: 1 }],
  });
  const deliveries = createObjectRepository<Delivery>(database, {
    collection: 'stripe_deliveries',
    indexes: [{ state: 1, nextAttemptAt: 1 }, { event: 1 }],
  });

  function deliveriesOf({ _id: event }: SandboxEvent): Delivery[] {
    const { webhook, switches } = settings.current();
    if (webhook === null) return [];
    const now = systemClock.now();
    return setOut(switches, now, random).map((start) => ({
      ...{ _id: newObjectId('whd'), createdAt: now, event, attempts: 0, lastStatus: null },
      ...start,
    }));
  }

  return {
    rows,
    deliveries,
    async record(session, drafts) {
      if (drafts.length === 0) return;
      const createdAt = clock.now();
      const events = drafts.map((draft) => ({ _id: newObjectId('evt'), createdAt, ...draft }));
      await rows.model.insertMany(events, { session });
      const due = events.flatMap(deliveriesOf);
      if (due.length > 0) await deliveries.model.insertMany(due, { session });
    },
    async pending(events) {
      const found = await deliveries.model.aggregate<{ _id: string; count: number }>([
        { $match: { event: { $in: events }, state: 'due' } },
        { $group: { _id: '$event', count: { $sum: 1 } } },
      ]);
      return new Map(found.map(({ _id, count }) => [_id, count]));
    },
  };
}
