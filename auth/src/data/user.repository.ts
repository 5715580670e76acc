import type { UserId } from '@marquee/common/ids';
import type { ClientSession, Connection, Model } from 'mongoose';
import type { User } from '../domain/user.js';
import { type UserRecord, userModel } from './user.model.js';

export interface Users {
  readonly model: Model<UserRecord>;
  findByFoldedEmail(emailFolded: string): Promise<User | null>;
  findById(id: UserId): Promise<User | null>;
  getWithin(transaction: ClientSession, id: UserId): Promise<User>;
  /** Rejects with E11000 when the address has an account. */
  insert(transaction: ClientSession, user: User): Promise<void>;
  /** Writes the revocations and version of a user read in the same transaction. */
  saveRevocations(transaction: ClientSession, user: User): Promise<void>;
  /** Replaces the hash unless somebody did so since it was read. */
  replaceHash(user: User, passwordHash: string): Promise<void>;
}

export function createUsers(connection: Connection): Users {
  const model = userModel(connection);
  return {
    model,
    findByFoldedEmail: async (emailFolded) => toUser(await model.findOne({ emailFolded }).lean()),
    findById: async (id) => toUser(await model.findById(id).lean()),
    async getWithin(transaction, id) {
      const user = toUser(await model.findById(id).session(transaction).lean());
      if (user === null) throw new Error(`There is no user ${id}`);
      return user;
    },
    async insert(transaction, { id, ...fields }) {
      await model.create([{ _id: id, ...fields }], { session: transaction });
    },
    async saveRevocations(transaction, { id, revokedSessions, version }) {
      const changes = { $set: { revokedSessions, version } };
      const guard = { _id: id, version: version - 1 };
      const { matchedCount } = await model.updateOne(guard, changes, { session: transaction });
      if (matchedCount !== 1) throw new Error(`User ${id} is no longer at ${version - 1}`);
    },
    async replaceHash({ id, passwordHash }, newHash) {
      await model.updateOne({ _id: id, passwordHash }, { $set: { passwordHash: newHash } });
    },
  };
}

function toUser(record: UserRecord | null): User | null {
  if (record === null) return null;
  const { _id, ...fields } = record;
  return { id: _id, ...fields };
}
