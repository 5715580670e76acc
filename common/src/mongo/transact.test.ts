import { mongo } from 'mongoose';
import { Problem } from '../errors.js';
import { aSilentLogger } from '../testing/builders.js';
import { dropTestDatabase, openTestDatabase } from '../testing/mongo.js';
import { type Database, databaseNow, isDuplicateKey, isTransient, openDatabase } from './index.js';
import { databaseOf } from './session-database.js';

interface Counter {
  readonly _id: string;
  readonly value: number;
}

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase('transact');
  await database.connection.createCollection('counters');
});
afterAll(() => dropTestDatabase(database));

function counters(): mongo.Collection<Counter> {
  const { db } = database.connection;
  if (db === undefined) throw new Error('not connected');
  return db.collection<Counter>('counters');
}

const errorWith = (label: string) => {
  const error = new mongo.MongoServerError({ message: label });
  error.addErrorLabel(label);
  return error;
};

test('all of the work is there after the commit, or none of it', async () => {
  const work = database.transact(async (session) => {
    await counters().insertOne({ _id: 'half', value: 1 }, { session });
    throw new Error('changed our mind');
  });
  await expect(work).rejects.toThrow('changed our mind');
  expect(await counters().findOne({ _id: 'half' })).toBeNull();
});

test('writers of one document all get through, and none of their writes is lost', async () => {
  await counters().insertOne({ _id: 'hot', value: 0 });
  const increment = () =>
    database.transact(async (session) => {
      const row = await counters().findOne({ _id: 'hot' }, { session });
      const value = (row?.value ?? 0) + 1;
      await counters().updateOne({ _id: 'hot' }, { $set: { value } }, { session });
    });
  await Promise.all(Array.from({ length: 10 }, increment));
  expect(await counters().findOne({ _id: 'hot' })).toMatchObject({ value: 10 });
});

test('after its deadline it says try_again, and nothing was written', async () => {
  let tries = 0;
  const work = database.transact(
    async (session) => {
      tries += 1;
      await counters().insertOne({ _id: 'late', value: 1 }, { session });
      throw errorWith('TransientTransactionError');
    },
    { deadlineMs: 100 },
  );
  await expect(work).rejects.toMatchObject({ code: 'try_again' });
  expect(tries).toBeGreaterThan(1);
  expect(await counters().findOne({ _id: 'late' })).toBeNull();
});

test('a commit whose answer is lost is repeated in its session, not the work', async () => {
  let tries = 0;
  await database.transact(async (session) => {
    tries += 1;
    await counters().insertOne({ _id: 'unsure', value: 1 }, { session });
    const commit = session.commitTransaction.bind(session);
    let lost = 2;
    session.commitTransaction = async () => {
      await commit();
      lost -= 1;
      if (lost >= 0) throw errorWith('UnknownTransactionCommitResult');
    };
  });
  expect(tries).toBe(1);
  expect(await counters().findOne({ _id: 'unsure' })).toMatchObject({ value: 1 });
});

test('a commit that is never answered is outcome_unknown, which promises nothing', async () => {
  const work = database.transact(
    async (session) => {
      await counters().insertOne({ _id: 'unknown', value: 1 }, { session });
      session.commitTransaction = async () => {
        throw errorWith('UnknownTransactionCommitResult');
      };
    },
    { deadlineMs: 100 },
  );
  await expect(work).rejects.toMatchObject({ code: 'outcome_unknown' });
});

test('a duplicate key is passed on as it is, and not repeated', async () => {
  await counters().insertOne({ _id: 'taken', value: 1 });
  let tries = 0;
  const error = await database
    .transact(async (session) => {
      tries += 1;
      await counters().insertOne({ _id: 'taken', value: 2 }, { session });
    })
    .catch((thrown: unknown) => thrown);
  expect(isDuplicateKey(error)).toBe(true);
  expect(isTransient(error)).toBe(false);
  expect(tries).toBe(1);
});

test('a refusal of the use case is passed on, and not repeated', async () => {
  let tries = 0;
  const work = database.transact(async () => {
    tries += 1;
    throw new Problem('sold', 'It is sold.');
  });
  await expect(work).rejects.toMatchObject({ code: 'sold' });
  expect(tries).toBe(1);
});

test('commits are announced, rollbacks are not', async () => {
  let announced = 0;
  const stopListening = database.onCommit(() => {
    announced += 1;
  });
  await database.transact(async () => undefined);
  await database.transact(() => Promise.reject(new Error('no'))).catch(() => undefined);
  expect(announced).toBe(1);
  stopListening();
  database.announceCommit();
  expect(announced).toBe(1);
});

test('a listener that fails costs neither the committed caller nor the other listeners', async () => {
  let announced = 0;
  const broken = database.onCommit(() => {
    throw new Error('a broken listener');
  });
  const healthy = database.onCommit(() => {
    announced += 1;
  });
  await expect(database.transact(async () => 'committed')).resolves.toBe('committed');
  expect(announced).toBe(1);
  broken();
  healthy();
});

test('the time inside a transaction is the database’s', async () => {
  const before = Date.now();
  const now = await database.transact((session) => databaseNow(session));
  expect(Math.abs(now.getTime() - before)).toBeLessThan(5_000);
});

test('a session knows its own database', async () => {
  const name = await database.transact(async (session) => databaseOf(session).databaseName);
  expect(name).toBe(database.name);
});

test('a server that is not there is named, without its password', async () => {
  const lines: string[] = [];
  const logger = aSilentLogger();
  logger.warn = (fields: unknown) => void lines.push(JSON.stringify(fields));
  const opening = openDatabase({
    url: 'mongodb://someone:secret@127.0.0.1:1/?serverSelectionTimeoutMS=50',
    name: 'nowhere',
    logger,
    waitMsMax: 100,
  });
  await expect(opening).rejects.toThrow(/no usable MongoDB primary at 127\.0\.0\.1:1\./);
  expect(lines.join()).not.toContain('secret');
});
