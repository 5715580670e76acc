/**
 * A program for `mongod-process.test.mjs`: starts a mongod on a folder, counts the starts in it,
 * prints what it saw, and then either dies at once, as by a power cut, or stops in order.
 */
import { MongoClient } from 'mongodb';
import { findMongod } from './mongod.mjs';
import { startMongod } from './mongod-process.mjs';

const [dbPath = '', ending] = process.argv.slice(2);
const mongod = await startMongod({ binary: await findMongod(), dbPath });
const client = await MongoClient.connect(mongod.url);
const counter = await client
  .db('test')
  .collection('starts')
  .findOneAndUpdate({}, { $inc: { count: 1 } }, { upsert: true, returnDocument: 'after' });
process.stdout.write(`${JSON.stringify({ count: counter?.count, pid: mongod.pid })}\n`);
if (ending === 'die') process.kill(process.pid, 'SIGKILL');
await client.close();
await mongod.stop();
