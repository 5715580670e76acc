import { newId } from '@marquee/common/ids';
import { mongo } from 'mongoose';
import { anOrder } from '../contestants/bare-driver.js';
import type { Contestant } from '../contestants/contestant.js';
import { openConnection } from '../load/connection.js';
import { percentile } from '../load/percentile.js';
import { postBytes } from '../load/request-bytes.js';

export interface OneClient {
  readonly oursP50Ms: number;
  readonly transactionP50Ms: number;
  readonly noOpP50Ms: number;
}

export interface OneClientDeps {
  readonly client: mongo.MongoClient;
  readonly marquee: Contestant;
  readonly port: number;
  /** Of somebody signed in. */
  readonly cookie: string;
}

const blocks = 10;
const perBlock = 20;
const tickets = blocks * perBlock;

/**
 * What an order costs one client, beside what it cannot do without: one transaction with the same
 * kinds of writes, and one request that goes through session and guards to do nothing. In blocks
 * that take turns, so that all three meet the same noise.
 */
export async function measureOneClient(deps: OneClientDeps): Promise<OneClient> {
  const stage = await deps.marquee.prepare({ buyers: tickets, tickets });
  await stage.settle();
  const buyer = await stage.openBuyer();
  const connection = await openConnection(deps.port);
  const noOp = postBytes({ path: '/api/nothing', cookie: deps.cookie, body: { nothing: true } });
  const transaction = await bareTransaction(deps.client);
  const ours: number[] = [];
  const transactions: number[] = [];
  const noOps: number[] = [];
  for (let block = 0; block < blocks; block++) {
    const first = block * perBlock;
    await time(ours, (at) => buyer.place(first + at));
    await stage.settle();
    await time(transactions, (at) => transaction(first + at));
    await time(noOps, () => connection.send(noOp));
  }
  buyer.close();
  connection.close();
  return {
    oursP50Ms: percentile(ours, 50) ?? 0,
    transactionP50Ms: percentile(transactions, 50) ?? 0,
    noOpP50Ms: percentile(noOps, 50) ?? 0,
  };
}

async function time(times: number[], work: (at: number) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < perBlock; at++) {
    const startedAt = performance.now();
    await work(at);
    times.push(performance.now() - startedAt);
  }
}

const aRowId = (): string => newId();

/** Claim, order, two rows of an outbox; snapshot and majority, as ours. */
async function bareTransaction(client: mongo.MongoClient) {
  const database = client.db('bare');
  const inventory = database.collection<{ _id: string; status: string }>('inventory');
  const orders = database.collection<{ _id: string }>('transaction_orders');
  const outbox = database.collection<{ _id: string }>('outbox');
  await outbox.createIndex({ pending: 1 });
  const ids = Array.from({ length: tickets }, () => aRowId());
  await inventory.insertMany(ids.map((_id) => ({ _id, status: 'available' })));
  return async (at: number) => {
    const session = client.startSession({ causalConsistency: false });
    session.startTransaction({
      readConcern: { level: 'snapshot' },
      writeConcern: new mongo.WriteConcern('majority'),
    });
    const ticketId = ids[at] ?? '';
    const filter = { _id: ticketId, status: 'available' };
    await inventory.updateOne(filter, { $set: { status: 'held' } }, { session });
    const order = anOrder(newId(), ticketId, at);
    await orders.insertOne(order, { session });
    const rows = [1, 2].map(() => ({ ...order, _id: aRowId(), pending: true }));
    await outbox.insertMany(rows, { session });
    await session.commitTransaction();
    await session.endSession();
  };
}
