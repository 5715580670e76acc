import type { mongo } from 'mongoose';
import { createLogger } from '../logging/index.js';
import { type Database, openDatabase } from '../mongo/index.js';

/** A database that nobody else uses, on the server of `MONGO_URL` that jest provides. */
export async function openTestDatabase(prefix: string): Promise<Database> {
  const url = process.env['MONGO_URL'];
  if (url === undefined) throw new Error('Set MONGO_URL to a MongoDB replica set');
  const name = `${prefix}_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  const logger = createLogger({ name: 'test', level: 'silent' });
  return openDatabase({ url, name, logger, monitorsCommands: true });
}

/** Removes the database and closes its connection. */
export async function dropTestDatabase(database: Database): Promise<void> {
  await database.connection.dropDatabase();
  await database.close();
}

/**
 * Counts the commands a test's database is sent, by name, until `stop`; not those on a collection
 * that something looks at in the background.
 */
export function countCommands(
  { connection }: Database,
  { except = '' } = {},
): { stop(): Record<string, number> } {
  const counts: Record<string, number> = {};
  const client = connection.getClient();
  const count = ({ commandName, command }: mongo.CommandStartedEvent) => {
    if (command[commandName] === except) return;
    counts[commandName] = (counts[commandName] ?? 0) + 1;
  };
  client.on('commandStarted', count);
  return {
    stop() {
      client.off('commandStarted', count);
      return counts;
    },
  };
}
