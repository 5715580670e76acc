import type { EventId, OrderId } from '@marquee/common/ids';
import type { Database, Session } from '@marquee/common/mongo';
import { type Connection, type Model, Schema } from 'mongoose';
import type { EventFacts } from '../domain/facts.js';

/** Something about an Event that each of its holders is to be told, and how far that has come. */
export interface Announcement {
  readonly _id: string;
  readonly eventId: EventId;
  /** The Event's version that says it. */
  readonly version: number;
  readonly event: EventFacts;
  /** What it was before, for a change; null for a cancellation. */
  readonly before: EventFacts | null;
  readonly occurredAt: Date;
  /** The last order whose buyer has a mail. */
  readonly cursor: OrderId | null;
  /** Only while somebody is left to be told. */
  readonly isOpen?: true;
}

export type NewAnnouncement = Omit<Announcement, '_id' | 'cursor' | 'isOpen'>;

const schema = new Schema<Announcement>(
  {
    _id: { type: String, required: true },
    eventId: String,
    version: Number,
    event: Schema.Types.Mixed,
    before: Schema.Types.Mixed,
    occurredAt: Date,
    cursor: String,
    isOpen: Boolean,
  },
  { versionKey: false },
);
schema.index({ isOpen: 1, _id: 1 }, { partialFilterExpression: { isOpen: true } });

export function announcementModel(connection: Connection): Model<Announcement> {
  return connection.model<Announcement>('Announcement', schema, 'announcements');
}

export interface AnnouncementRepository {
  open(session: Session, announcements: readonly NewAnnouncement[]): Promise<void>;
  hasOpen(): Promise<boolean>;
  findOpen(session: Session): Promise<Announcement | null>;
  /** Everybody up to `cursor` has a mail; with `null` everybody has. */
  advance(session: Session, announcement: Announcement, cursor: OrderId | null): Promise<void>;
}

export function createAnnouncementRepository({ connection }: Database): AnnouncementRepository {
  const rows = connection.collection<Announcement>(announcementModel(connection).collection.name);
  return {
    async open(session, announcements) {
      if (announcements.length === 0) return;
      await rows.bulkWrite(
        announcements.map((announcement) => {
          const fresh = { ...announcement, cursor: null, isOpen: true as const };
          const filter = { _id: `${announcement.eventId}.${announcement.version}` };
          return { updateOne: { filter, update: { $setOnInsert: fresh }, upsert: true } };
        }),
        { session, ordered: true },
      );
    },
    hasOpen: async () => (await rows.findOne({ isOpen: true })) !== null,
    findOpen: (session) => rows.findOne({ isOpen: true }, { session, sort: { _id: 1 } }),
    async advance(session, { _id }, cursor) {
      const change = cursor === null ? { $unset: { isOpen: 1 as const } } : { $set: { cursor } };
      await rows.updateOne({ _id }, change, { session });
    },
  };
}
