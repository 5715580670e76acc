import { type Connection, Schema } from 'mongoose';

/** Orders' replica of an Event: what it must know to sell. */
export interface SalesEventRecord {
  _id: string;
  /** Missing where the Event was last told of by an earlier version of this service. */
  organiserId?: string;
  startsAt: Date;
  status: 'scheduled' | 'cancelled';
  /** Set when every ticket of a cancelled Event that can be closed, and all money asked back, has been. */
  closedAt?: Date;
  /** Raised by listing and winning, so that they collide with a cancellation. */
  touches?: number;
}

const schema = new Schema<SalesEventRecord>(
  {
    _id: { type: String, required: true },
    organiserId: String,
    startsAt: { type: Date, required: true },
    status: { type: String, required: true },
    closedAt: Date,
    touches: Number,
  },
  { versionKey: false, autoIndex: false, autoCreate: false },
);
schema.index({ status: 1, closedAt: 1 }, { partialFilterExpression: { status: 'cancelled' } });

export function salesEventModel(connection: Connection) {
  return connection.model<SalesEventRecord>('SalesEvent', schema, 'events');
}
