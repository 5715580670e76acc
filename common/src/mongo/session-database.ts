import type { ClientSession, Connection, mongo } from 'mongoose';

/** A session belongs to a client, which has many databases; this says which one is meant. */
const connections = new WeakMap<ClientSession, Connection>();

export function rememberDatabase(session: ClientSession, connection: Connection): void {
  connections.set(session, connection);
}

export function databaseOf(session: ClientSession): mongo.Db {
  const db = connections.get(session)?.db;
  if (db === undefined) throw new TypeError('This session was not opened by transact()');
  return db;
}
