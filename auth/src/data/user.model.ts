import type { SessionId, UserId } from '@marquee/common/ids';
import { type Connection, type Model, Schema } from 'mongoose';

export interface UserRecord {
  readonly _id: UserId;
  readonly email: string;
  readonly emailFolded: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly revokedSessions: ReadonlyArray<{
    readonly sessionId: SessionId;
    readonly tokenExpiresAt: Date;
  }>;
  readonly version: number;
}

const schema = new Schema<UserRecord>(
  {
    _id: { type: String, required: true },
    email: { type: String, required: true },
    emailFolded: { type: String, required: true },
    name: { type: String, required: true },
    passwordHash: { type: String, required: true },
    revokedSessions: [{ _id: false, sessionId: String, tokenExpiresAt: Date }],
    version: { type: Number, required: true },
  },
  { versionKey: false, collection: 'users' },
);

// The promise of one account per address is kept here, whatever the code above believes.
schema.index({ emailFolded: 1 }, { unique: true });

export function userModel(connection: Connection): Model<UserRecord> {
  return connection.model<UserRecord>('User', schema);
}
