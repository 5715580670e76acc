import type { mongo } from 'mongoose';
import type { ReplicaSetWish } from './config.js';

/** The service's user: its own databases, and nothing of the server. */
export async function ensureUser(
  admin: mongo.Db,
  { user, password, databases }: ReplicaSetWish,
  say: (line: string) => void,
): Promise<void> {
  const roles = databases.map((db) => ({ role: 'readWrite', db }));
  const { users } = await admin.command({ usersInfo: user });
  const isThere = Array.isArray(users) && users.length > 0;
  const command = isThere ? 'updateUser' : 'createUser';
  await admin.command({ [command]: user, pwd: password, roles });
  say(`The user ${user} is ${isThere ? 'up to date' : 'made'}`);
}
