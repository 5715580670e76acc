import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { mongo } from 'mongoose';
import { readBsonFile } from './bson-file.js';
import type { Dumped } from './dump.js';
import { type Place, withDatabase } from './with-database.js';

/** What one insert carries; well under the server's 48 MB. */
const batchBytesMax = 8_000_000;

/**
 * Makes a database what the dump says: collections of the dump are emptied and filled, those it
 * does not know are dropped. Nothing else may use the database meanwhile. Done again, it ends the
 * same.
 */
export function load(place: Place, folder: string): Promise<Dumped> {
  return withDatabase(place, async (db) => {
    const files = (await readdir(folder)).filter((name) => name.endsWith('.bson')).sort();
    if (files.length === 0) throw new Error(`${folder} holds no dump`);
    await dropAll(db);
    let documents = 0;
    for (const file of files) documents += await loadCollection(db, path.join(folder, file));
    return { collections: files.length, documents };
  });
}

async function dropAll(db: mongo.Db): Promise<void> {
  const found = await db.listCollections({ type: 'collection' }).toArray();
  for (const { name } of found) if (!name.startsWith('system.')) await db.dropCollection(name);
}

async function loadCollection(db: mongo.Db, file: string): Promise<number> {
  const collection = db.collection(path.basename(file, '.bson'));
  let count = 0;
  let batch: mongo.Document[] = [];
  let bytes = 0;
  const send = async () => {
    if (batch.length > 0) await collection.insertMany(batch, { writeConcern: { w: 'majority' } });
    batch = [];
    bytes = 0;
  };
  for await (const document of readBsonFile(file)) {
    batch.push(exactly(document));
    bytes += document.length;
    count += 1;
    if (bytes >= batchBytesMax) await send();
  }
  await send();
  await makeIndexes(collection, file.replace(/\.bson$/, '.metadata.json'));
  return count;
}

/** Without turning numbers and bytes into JavaScript's, which would not come back the same. */
function exactly(document: Buffer): mongo.Document {
  return mongo.BSON.deserialize(document, { promoteValues: false, promoteBuffers: false });
}

async function makeIndexes(collection: mongo.Collection, file: string): Promise<void> {
  const metadata = JSON.parse(await readFile(file, 'utf8')) as { indexes: Index[] };
  const indexes = metadata.indexes.filter(({ name }) => name !== '_id_');
  // Also when there are none: an empty collection is there, too.
  for (const { v: _version, key, ...options } of indexes)
    await collection.createIndex(key, options);
}

type Index = mongo.IndexDescriptionInfo & { readonly v?: number };
