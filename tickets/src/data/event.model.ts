import type { Money } from '@marquee/common/money';
import { type Connection, type Model, Schema } from 'mongoose';
import type { Category, Venue } from '../domain/event.js';
import { moneyFields } from './money.schema.js';

export interface EventRecord {
  _id: string;
  organiserId: string;
  title: string;
  description: string;
  venue: Venue;
  startsAt: Date;
  endsAt: Date;
  category: Category;
  status: 'scheduled' | 'cancelled';
  version: number;
  availableCount: number;
  priceFrom: Money | null;
  /** `priceFrom` as a sort key. */
  faceValueFrom: number;
  /** What a search finds it by; a search looks for beginnings of words. */
  words: string[];
  cityKey: string;
  /**
   * Rises with every listing and every summary: a write that changes nothing collides with nothing,
   * and then a listing and a cancellation, or two summaries, would pass each other unseen.
   */
  touchCount: number;
}

const venueFields = new Schema<Venue>(
  { name: String, city: String, country: String, timeZone: String },
  { _id: false },
);

const schema = new Schema<EventRecord>(
  {
    _id: String,
    organiserId: String,
    title: String,
    description: String,
    venue: venueFields,
    startsAt: Date,
    endsAt: Date,
    category: String,
    status: String,
    version: Number,
    availableCount: Number,
    priceFrom: { type: moneyFields, default: null },
    faceValueFrom: Number,
    words: [String],
    cityKey: String,
    touchCount: Number,
  },
  { versionKey: false, autoIndex: false, autoCreate: false },
);

// What everybody lists is scheduled; each sort order has the index that is its page order.
schema.index({ status: 1, startsAt: 1, _id: 1 });
schema.index({ status: 1, _id: -1 });
schema.index({ status: 1, faceValueFrom: 1, _id: 1 });
schema.index({ status: 1, cityKey: 1, startsAt: 1, _id: 1 });
schema.index({ status: 1, category: 1, startsAt: 1, _id: 1 });
schema.index({ status: 1, words: 1, startsAt: 1, _id: 1 });
// An organiser's own, whatever became of them. In another order they are sorted: one has few.
schema.index({ organiserId: 1, _id: -1 });

export type EventModel = Model<EventRecord>;

export function eventModel(connection: Connection): EventModel {
  return connection.model<EventRecord>('Event', schema, 'events');
}
