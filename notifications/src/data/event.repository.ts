import type { EventId } from '@marquee/common/ids';
import type { Database, Session } from '@marquee/common/mongo';
import { type Connection, type Model, Schema } from 'mongoose';
import type { EventFacts } from '../domain/facts.js';

/** An Event as its organiser last described it. */
export interface KnownEvent extends EventFacts {
  readonly id: EventId;
  readonly isCancelled: boolean;
  readonly version: number;
}

interface EventRow extends Partial<Omit<KnownEvent, 'id'>> {
  readonly _id: EventId;
  /** Rises with each of its orders that completes: so that change and order collide. */
  readonly touches?: number;
}

const schema = new Schema<EventRow>(
  {
    _id: { type: String, required: true },
    title: String,
    venue: Schema.Types.Mixed,
    startsAt: Date,
    isCancelled: Boolean,
    version: Number,
    touches: Number,
  },
  { versionKey: false },
);

export function eventModel(connection: Connection): Model<EventRow> {
  return connection.model<EventRow>('Event', schema, 'events');
}

export interface EventRepository {
  /** Those that have been heard of. */
  find(ids: readonly EventId[], session?: Session): Promise<ReadonlyMap<string, KnownEvent>>;
  save(session: Session, events: readonly KnownEvent[]): Promise<void>;
  /**
   * Makes a transaction in which orders complete collide with one that changes their Event:
   * whichever commits second sees the other, and no holder is forgotten between them.
   */
  touch(session: Session, ids: readonly EventId[]): Promise<void>;
}

export function createEventRepository({ connection }: Database): EventRepository {
  const rows = connection.collection<EventRow>(eventModel(connection).collection.name);
  return {
    async find(ids, session) {
      const options = session === undefined ? {} : { session };
      const found = await rows.find({ _id: { $in: [...ids] } }, options).toArray();
      return new Map(found.flatMap((row) => entryOf(row)));
    },
    async save(session, events) {
      await rows.bulkWrite(
        events.map(({ id: _id, ...facts }) => ({
          updateOne: { filter: { _id }, update: { $set: facts }, upsert: true },
        })),
        { session, ordered: true },
      );
    },
    async touch(session, ids) {
      await rows.bulkWrite(
        [...new Set(ids)].map((_id) => ({
          updateOne: { filter: { _id }, update: { $inc: { touches: 1 } }, upsert: true },
        })),
        { session, ordered: true },
      );
    },
  };
}

/** A row that was only touched says nothing of its Event. */
function entryOf({ _id: id, touches: _touches, ...row }: EventRow): [string, KnownEvent][] {
  const { title, venue, startsAt, isCancelled, version } = row;
  if (title === undefined || venue === undefined || startsAt === undefined) return [];
  const known = { isCancelled: isCancelled === true, version: version ?? 0 };
  return [[id, { id, title, venue, startsAt, ...known }]];
}
