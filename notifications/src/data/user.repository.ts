import type { UserId } from '@marquee/common/ids';
import type { Database, Session } from '@marquee/common/mongo';
import { type Connection, type Model, Schema } from 'mongoose';
import type { Recipient } from '../domain/facts.js';
import type { Language } from '../domain/language.js';

interface UserRow {
  readonly _id: UserId;
  readonly email: string;
  readonly name: string;
  readonly language?: Language;
}

const schema = new Schema<UserRow>(
  { _id: { type: String, required: true }, email: String, name: String, language: String },
  { versionKey: false },
);

export function userModel(connection: Connection): Model<UserRow> {
  return connection.model<UserRow>('User', schema, 'users');
}

export interface UserRepository {
  find(ids: readonly UserId[]): Promise<ReadonlyMap<string, Recipient>>;
  /** What auth says of users; their language, which auth does not know, stays. */
  save(session: Session, users: readonly Omit<Recipient, 'language'>[]): Promise<void>;
}

export function createUserRepository({ connection }: Database): UserRepository {
  const rows = connection.collection<UserRow>(userModel(connection).collection.name);
  return {
    async find(ids) {
      const found = await rows.find({ _id: { $in: [...ids] } }).toArray();
      return new Map(found.map(({ _id: id, ...user }) => [id, { id, ...user }]));
    },
    async save(session, users) {
      await rows.bulkWrite(
        users.map(({ id: _id, email, name }) => ({
          updateOne: { filter: { _id }, update: { $set: { email, name } }, upsert: true },
        })),
        { session, ordered: true },
      );
    },
  };
}
