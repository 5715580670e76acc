import { createHash } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { forwardDatabases } from '../port-forwards.mjs';

/** @typedef {import('../cluster.mjs').Cluster} Cluster */

/** The services with a database of their own. */
export const owners = ['auth', 'tickets', 'orders', 'payments', 'notifications'];

/**
 * A hash of each collection, its documents in the order of their ids, and how many there are.
 *
 * @param {Cluster} cluster
 */
export async function fingerprints(cluster) {
  const hashes = new Map();
  let documents = 0;
  await inEach(cluster, async (db) => {
    for (const { name } of await db.listCollections().toArray()) {
      if (name.startsWith('system.')) continue;
      const hash = createHash('sha256');
      for await (const document of db.collection(name).find({}, { raw: true }).sort({ _id: 1 })) {
        hash.update(/** @type {any} */ (document));
        documents += 1;
      }
      const indexes = await db.collection(name).indexes();
      hash.update(JSON.stringify(indexes.map((index) => index.name).sort()));
      hashes.set(`${db.databaseName}.${name}`, hash.digest('hex'));
    }
  });
  return { hashes, documents };
}

/**
 * Works in each database, one after another.
 *
 * @param {Cluster} cluster
 * @param {(db: import('mongodb').Db) => Promise<void>} work
 */
export async function inEach(cluster, work) {
  const { urls, close } = await forwardDatabases(cluster);
  try {
    for (const owner of owners) {
      const client = new MongoClient(urls[owner] ?? '');
      try {
        await work(client.db(owner));
      } finally {
        await client.close();
      }
    }
  } finally {
    await close();
  }
}
