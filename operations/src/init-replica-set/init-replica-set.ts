import type { Clock } from '@marquee/common/clock';
import { mongo } from 'mongoose';
import type { ReplicaSetWish } from './config.js';
import { ensureUser } from './ensure-user.js';
import { addMembers, initiateFirst } from './members.js';

export interface InitOptions {
  readonly clock: Clock;
  readonly say: (line: string) => void;
  /** How long the servers may take to come. */
  readonly waitMsMax: number;
}

export const replicaSet = 'rs0';
const retryMs = 1_000;

/**
 * Makes the replica set, adds members that are missing, and makes its service's user or brings
 * its password up to date. Doing it twice, or at once from two places, is no error.
 * Throws what the servers said last when they are not there in time.
 */
export async function initReplicaSet(wish: ReplicaSetWish, options: InitOptions): Promise<void> {
  const deadlineMs = performance.now() + options.waitMsMax;
  for (;;) {
    try {
      await initOnce(wish, options.say);
      return;
    } catch (error) {
      if (performance.now() > deadlineMs) throw error;
      options.say(`Waiting for ${wish.hosts.join(', ')}: ${String(error)}`);
      await options.clock.sleep(retryMs);
    }
  }
}

async function initOnce(wish: ReplicaSetWish, say: (line: string) => void): Promise<void> {
  const [first = ''] = wish.hosts;
  await withClient(wish, `${first}/?directConnection=true`, (admin) =>
    initiateFirst(admin, first, say),
  );
  await withClient(wish, `${first}/?replicaSet=${replicaSet}`, async (admin) => {
    await addMembers(admin, wish.hosts, say);
    await ensureUser(admin, wish, say);
  });
}

/**
 * As the user the members are to each other: it exists before any other does, and unlike the
 * exception for localhost it can be used from another Pod.
 */
async function withClient(
  { keyfile }: ReplicaSetWish,
  address: string,
  work: (admin: mongo.Db) => Promise<void>,
): Promise<void> {
  const client = new mongo.MongoClient(`mongodb://${address}`, {
    auth: { username: '__system', password: keyfile },
    authSource: 'local',
    authMechanism: 'SCRAM-SHA-256',
    serverSelectionTimeoutMS: 15_000,
    writeConcern: { w: 'majority' },
  });
  try {
    await work(client.db('admin'));
  } finally {
    await client.close();
  }
}
