import { setTimeout as wait } from 'node:timers/promises';
import { type Connection, createConnection } from 'mongoose';
import type { DatabaseOptions } from './options.js';

const primaryWaitMsMax = 60_000;
const selectionMsMax = 3_000;
/** Longer than a change stream is silent when there is nothing to tell, see `time-limits.test.ts`. */
export const silenceMsMax = 10_000;
/** The server is asked for a sign of life so often, and is silent no longer than both together. */
const patience = {
  heartbeatFrequencyMS: 2_000,
  connectTimeoutMS: 5_000,
  waitQueueTimeoutMS: 5_000,
} as const;

export async function connect(options: DatabaseOptions): Promise<Connection> {
  const startedAtMs = performance.now();
  const where = { database: options.name, servers: serversOf(options.url) };
  for (;;) {
    const connection = newConnection(options);
    try {
      await connection.asPromise();
      await assertTransactionsWork(connection);
      options.logger.debug(where, 'The database is there');
      return connection;
    } catch (error) {
      await closeConnection(connection);
      const waitedMs = performance.now() - startedAtMs;
      const hasTime = waitedMs < (options.waitMsMax ?? primaryWaitMsMax);
      if (error instanceof NoReplicaSet || !hasTime) throw noDatabase(where.servers, error);
      options.logger.warn({ ...where, reason: String(error) }, 'Waiting for a MongoDB primary');
      await wait(500);
    }
  }
}

function newConnection(options: DatabaseOptions): Connection {
  const connection = createConnection(options.url, {
    dbName: options.name,
    maxPoolSize: options.poolSizeMax ?? 20,
    serverSelectionTimeoutMS: Math.min(selectionMsMax, options.waitMsMax ?? selectionMsMax),
    ...patience,
    socketTimeoutMS: options.silenceMsMax ?? silenceMsMax,
    // What mongoose would keep for a primary to come back has no deadline; the driver's waits have.
    bufferCommands: false,
    retryWrites: true,
    retryReads: true,
    w: 'majority',
    journal: true,
    readConcern: { level: 'majority' },
    readPreference: 'primary',
    ignoreUndefined: true,
    autoIndex: false,
    autoCreate: false,
    monitorCommands: options.monitorsCommands ?? false,
  });
  // Said by the topology at any time; whoever runs a statement gets the error as well.
  connection.on('error', ({ message }: Error) =>
    options.logger.debug({ database: options.name, reason: message }, 'MongoDB connection'),
  );
  connection.on('disconnected', () => {
    options.logger.warn({ database: options.name }, 'MongoDB has no primary now');
  });
  return connection;
}

/** Closes on purpose: what is lost then is no news. */
export async function closeConnection(connection: Connection): Promise<void> {
  connection.removeAllListeners('disconnected');
  await connection.close();
}

class NoReplicaSet extends Error {
  override readonly name = 'NoReplicaSet';
}

async function assertTransactionsWork(connection: Connection): Promise<void> {
  const hello = await connection.db?.command({ hello: 1 });
  if (hello?.['setName'] !== undefined || hello?.['msg'] === 'isdbgrid') return;
  throw new NoReplicaSet('MongoDB runs without a replica set, and so without transactions');
}

function noDatabase(servers: string, cause: unknown): Error {
  const remedy = 'Start one: mongod --replSet rs0, once rs.initiate(), and set MONGO_URL.';
  return new Error(`There is no usable MongoDB primary at ${servers}. ${remedy}`, { cause });
}

/** The hosts of a connection string, without its credentials. */
function serversOf(url: string): string {
  return url.replace(/^mongodb(\+srv)?:\/\/([^@/]*@)?/, '').replace(/[/?].*$/, '');
}
