import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import type { mongo } from 'mongoose';
import { type Place, withDatabase } from './with-database.js';

export interface Dumped {
  readonly collections: number;
  readonly documents: number;
}

/**
 * Writes a database as it was at one moment: every collection is read in one snapshot, so that an
 * order and its outbox row are both there or both not. The files are those of `mongodump`. The
 * server keeps the moment for five minutes (`minSnapshotHistoryWindowInSeconds`); a dump that takes
 * longer fails, and is then a matter for volume snapshots.
 */
export function dump(place: Place, folder: string): Promise<Dumped> {
  return withDatabase(place, async (db, client) => {
    await mkdir(folder, { recursive: true });
    const found = await db.listCollections({ type: 'collection' }).toArray();
    const names = found.map(({ name }) => name).filter((name) => !name.startsWith('system.'));
    // The session's first read chooses the moment.
    const session = client.startSession({ snapshot: true });
    let documents = 0;
    try {
      for (const name of names.sort()) documents += await dumpCollection(db, name, folder, session);
    } finally {
      await session.endSession();
    }
    return { collections: names.length, documents };
  });
}

async function dumpCollection(
  db: mongo.Db,
  name: string,
  folder: string,
  session: mongo.ClientSession,
): Promise<number> {
  const collection = db.collection(name);
  const file = createWriteStream(path.join(folder, `${name}.bson`));
  let count = 0;
  for await (const document of collection.find({}, { session, raw: true })) {
    count += 1;
    // Raw, a document is the bytes the server keeps.
    if (!file.write(document)) await once(file, 'drain');
  }
  file.end();
  await finished(file);
  const metadata = { collectionName: name, options: {}, indexes: await collection.indexes() };
  await writeFile(path.join(folder, `${name}.metadata.json`), JSON.stringify(metadata));
  return count;
}
