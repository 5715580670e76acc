import type { EventId, UserId } from '@marquee/common/ids';
import { type Connection, type Model, Schema } from 'mongoose';

/** The replica of an Event, as far as payouts need it: when it is over, and whether it took place. */
export interface EventRow {
  readonly _id: EventId;
  readonly organiserId: UserId;
  readonly endsAt: Date;
  readonly status: 'scheduled' | 'cancelled';
  readonly version: number;
  /** Its sellers were told to be paid; again when it ends at another time. */
  readonly isSettled: boolean;
  /** Counts what was booked after its end, so that its sellers are not told just before. */
  readonly lateSales?: number;
}

const schema = new Schema<EventRow>(
  {
    _id: { type: String, required: true },
    organiserId: String,
    endsAt: Date,
    status: String,
    version: Number,
    isSettled: Boolean,
    lateSales: Number,
  },
  { versionKey: false },
);
schema.index({ endsAt: 1 }, { partialFilterExpression: { isSettled: false, status: 'scheduled' } });

export function eventModel(connection: Connection): Model<EventRow> {
  return connection.model<EventRow>('Event', schema, 'events');
}
