import type { SessionId } from '@marquee/common/ids';
import type { ClientSession, Connection, Model } from 'mongoose';
import type { Session } from '../domain/session.js';
import { type SessionRecord, sessionModel } from './session.model.js';

export interface SessionRows {
  readonly model: Model<SessionRecord>;
  find(id: SessionId): Promise<Session | null>;
  insert(transaction: ClientSession, session: Session): Promise<void>;
  /** Ends a session that has not ended; null when there is none to end. */
  tryRevoke(transaction: ClientSession, id: SessionId, now: Date): Promise<Session | null>;
}

export function createSessionRows(connection: Connection): SessionRows {
  const model = sessionModel(connection);
  return {
    model,
    find: async (id) => toSession(await model.findById(id).lean()),
    async insert(transaction, { id, ...fields }) {
      await model.create([{ _id: id, ...fields }], { session: transaction });
    },
    async tryRevoke(transaction, id, now) {
      const record = await model
        .findOneAndUpdate(
          { _id: id, revokedAt: null, expiresAt: { $gt: now } },
          { $set: { revokedAt: now } },
          { session: transaction, returnDocument: 'after' },
        )
        .lean();
      return toSession(record);
    },
  };
}

function toSession(record: SessionRecord | null): Session | null {
  if (record === null) return null;
  const { _id, ...fields } = record;
  return { id: _id, ...fields };
}
