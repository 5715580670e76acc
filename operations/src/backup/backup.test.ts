import { mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newId } from '@marquee/common/ids';
import { mongo } from 'mongoose';
import { run } from '../run.js';

const url = process.env['MONGO_URL'] ?? '';
const client = new mongo.MongoClient(url);
let folder: string;
let db: mongo.Db;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'marquee-backup-'));
  db = client.db(`backup_${newId().slice(-12)}`);
});
afterEach(async () => {
  await db.dropDatabase();
  await rm(folder, { recursive: true });
});
afterAll(() => client.close());

async function operate(command: string, more: Record<string, string> = {}) {
  const lines: string[] = [];
  const terminal = {
    print: (line: string) => lines.push(line),
    tell: (line: string) => lines.push(line),
  };
  const env = { MONGO_URL: url, MONGO_DATABASE: db.databaseName, ...more };
  const code = await run({ args: [command, folder], env, terminal });
  return { code, output: lines.join('\n') };
}

const rows = [
  { price: new mongo.Int32(5), total: mongo.Long.fromString('9007199254740993') },
  { ratio: new mongo.Double(5), seen: new Date(0), photo: new mongo.Binary(Buffer.from('x')) },
];
const bytesOf = async (name: string) => {
  const found = await db.collection(name).find({}, { raw: true }).sort({ _id: 1 }).toArray();
  return found.map((row) => (row as unknown as Buffer).toString('hex'));
};

test('what was wiped comes back to the byte, with its indexes, and what came later is gone', async () => {
  await db.collection('rows').insertMany(rows);
  await db.collection('rows').createIndex({ price: 1 }, { unique: true, sparse: true });
  const before = await bytesOf('rows');
  expect(await operate('backup')).toMatchObject({ code: 0 });

  await db.collection('rows').drop();
  await db.collection('later').insertOne({ a: 1 });
  expect(await operate('restore')).toMatchObject({ code: 0 });

  expect(await bytesOf('rows')).toEqual(before);
  expect(await bytesOf('later')).toEqual([]);
  const indexes = await db.collection('rows').indexes();
  expect(indexes).toContainEqual(
    expect.objectContaining({ key: { price: 1 }, unique: true, sparse: true }),
  );
});

test('a dump shows one moment: writes that come while it runs are in it together or not', async () => {
  const many = Array.from({ length: 20_000 }, (_, n) => ({ n, filler: 'x'.repeat(200) }));
  await db.collection('a').insertMany(many);
  await db.createCollection('b');
  const backingUp = operate('backup');
  const session = client.startSession();
  let written = 0;
  let isDone = false;
  void backingUp.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    await session.withTransaction(async () => {
      await db.collection('a').insertOne({ pair: written }, { session });
      await db.collection('b').insertOne({ pair: written }, { session });
    });
    written += 1;
  }
  await session.endSession();
  expect(await backingUp).toMatchObject({ code: 0 });
  await operate('restore');
  const inA = await db.collection('a').countDocuments({ pair: { $exists: true } });
  expect(await db.collection('b').countDocuments()).toBe(inA);
});

test('only as many backups are kept as were asked for, and the newest is restored', async () => {
  for (const n of [1, 2, 3]) {
    await db.collection('rows').insertOne({ n });
    await operate('backup', { BACKUPS_KEPT: '2' });
  }
  const { output } = await operate('restore');
  expect(output).toContain('3 documents of 1 collections');
});

test('what a backup left that was cut off is gone after the next, and nobody loses what is being written', async () => {
  const torn = path.join(folder, `.unfinished-${db.databaseName}-2026-01-01T02-17-00-000Z`);
  await mkdir(torn);
  await writeFile(path.join(torn, 'rows.bson'), 'half');
  const now = new Date().toISOString().replace(/[:.]/g, '-');
  const kept = [`.unfinished-${db.databaseName}-${now}`, '.unfinished-x-2026-01-01T02-17-00-000Z'];
  for (const name of kept) await mkdir(path.join(folder, name));
  await db.collection('rows').insertOne({ a: 1 });
  const { output } = await operate('backup');
  const name = output.split(':')[0] ?? '';
  expect((await readdir(folder)).sort()).toEqual([...kept, name].sort());
});

test('a torn file is refused by name', async () => {
  await db.collection('rows').insertOne({ a: 1 });
  const { output } = await operate('backup');
  const name = output.split(':')[0] ?? '';
  await truncate(path.join(folder, name, 'rows.bson'), 10);
  const restored = await operate('restore');
  expect(restored).toMatchObject({ code: 1, output: expect.stringContaining('rows.bson ends in') });
});

test('an unknown command ends with 2 and names those there are', async () => {
  expect(await operate('bakup')).toMatchObject({
    code: 2,
    output: expect.stringContaining('backup'),
  });
});
