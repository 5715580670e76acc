import type { SessionId, UserId } from '@marquee/common/ids';
import { type Connection, type Model, Schema } from 'mongoose';

export interface SessionRecord {
  readonly _id: SessionId;
  readonly userId: UserId;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

const schema = new Schema<SessionRecord>(
  {
    _id: { type: String, required: true },
    userId: { type: String, required: true },
    expiresAt: { type: Date, required: true },
    revokedAt: { type: Date, default: null },
  },
  { versionKey: false, collection: 'sessions' },
);

// Tidies only: whether a session has expired is decided by `isLive`.
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export function sessionModel(connection: Connection): Model<SessionRecord> {
  return connection.model<SessionRecord>('Session', schema);
}
