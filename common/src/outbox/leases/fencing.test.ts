import type { Database } from '../../mongo/index.js';
import {
  areShared,
  fenceOf,
  type LeaseRelayOptions,
  ownedBy,
  startDyingLeases,
  startLeases,
} from '../../testing/leases.js';
import { dropTestDatabase, openTestDatabase } from '../../testing/mongo.js';
import { until } from '../../testing/until.js';
import type { PartitionLeases } from '../leases.js';
import { LeaseLost } from '../leases.js';
import { leaseCollections } from './lease-rows.js';

let database: Database;
const started: PartitionLeases[] = [];
beforeEach(async () => {
  database = await openTestDatabase('leases');
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((leases) => leases.stop()));
  await dropTestDatabase(database);
});

async function startRelay(name: string, options: Partial<LeaseRelayOptions> = {}) {
  const leases = await startLeases(name, { database, ...options });
  started.push(leases);
  return leases;
}

async function startDying(name: string): Promise<PartitionLeases> {
  const leases = await startDyingLeases(name, database);
  started.push(leases);
  return leases;
}

const isShared = (relays: readonly PartitionLeases[]) => areShared(database, relays);

test('a zombie’s mark is refused, and nothing of its transaction is there', async () => {
  const zombie = await startDying('zombie');
  const fence = fenceOf(zombie);
  const heir = await startRelay('heir');
  await until(() => isShared([heir]));
  const marks = database.connection.collection<{ _id: number }>('marks');
  const mark = (by: typeof fence, _id: number) =>
    database.transact(async (session) => {
      await marks.insertOne({ _id }, { session });
      await by.assertHeld(session, [3, 4, 4]);
    });
  const refusal = await mark(fence, 1).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(LeaseLost);
  expect(refusal).toMatchObject({ partitions: [3, 4] });
  await mark(fenceOf(heir), 2);
  expect(await marks.find().toArray()).toEqual([{ _id: 2 }]);
});

test('a take-over and a mark exclude each other: only one of them commits', async () => {
  const marking = await startDying('marking');
  const fence = fenceOf(marking);
  const { leases } = leaseCollections(database);
  let tries = 0;
  const mark = database.transact(async (session) => {
    tries += 1;
    await leases.findOne({ _id: 7 }, { session });
    if (tries === 1)
      await leases.updateOne({ _id: 7 }, { $set: { owner: 'x' }, $inc: { epoch: 1 } });
    await fence.assertHeld(session, [7]);
  });
  await expect(mark).rejects.toBeInstanceOf(LeaseLost);
});

test('a mark under an older epoch is refused, whoever the owner is', async () => {
  const relay = await startRelay('relay');
  await until(() => isShared([relay]));
  const fence = fenceOf(relay);
  await leaseCollections(database).leases.updateOne({ _id: 3 }, { $inc: { epoch: 2 } });
  const mark = database.transact((session) => fence.assertHeld(session, [2, 3]));
  await expect(mark).rejects.toMatchObject({ name: 'LeaseLost', partitions: [3] });
});

test('verify answers what is still ours, and forgets the rest', async () => {
  const relay = await startRelay('relay');
  await until(() => isShared([relay]));
  expect(await relay.verify([4, 5])).toEqual([4, 5]);
  const other = await startRelay('somebody');
  await until(() => isShared([relay, other]));
  const { owner } = fenceOf(other);
  await leaseCollections(database).leases.updateOne({ _id: 5 }, { $set: { owner } });
  expect(await relay.verify([4, 5])).toEqual([4]);
  expect(ownedBy(relay)).not.toContain(5);
});

test('a relay that others struck off comes back under another name, with another epoch', async () => {
  // It is to hear of it from `verify`, not from a heartbeat of its own that came first.
  const times = { leaseMs: 60_000, heartbeatMs: 60_000 };
  const relay = await startRelay('relay', { times });
  await until(() => ownedBy(relay).length === 64);
  const before = fenceOf(relay);
  await leaseCollections(database).relays.deleteOne({ _id: before.owner });
  expect(await relay.verify([1])).toEqual([]);
  await until(() => isShared([relay]));
  expect(fenceOf(relay).owner).not.toBe(before.owner);
  expect(fenceOf(relay).epochOf(1)).toBe(before.epochOf(1) + 1);
});

test('caution ends where it is settled, for the next owner, too', async () => {
  const dead = await startDying('dead');
  const heir = await startRelay('heir');
  await until(() => isShared([heir]));
  heir.settled(9);
  expect(heir.current().cautious.has(9)).toBe(false);
  await until(async () => {
    const row = await leaseCollections(database).leases.findOne({ _id: 9 });
    return row?.isCautious === false;
  });
  await heir.stop();
  const next = await startRelay('next');
  await until(() => isShared([next]));
  expect(next.current().cautious.size).toBe(63);
  expect(ownedBy(dead)).toEqual([]);
});

test('the broker’s origin is remembered by the partition, not by the relay', async () => {
  const first = await startRelay('first', { times: { lookMsMax: 1e9 } });
  await until(() => ownedBy(first).length === 64);
  expect(first.brokerOriginOf(1)).toBeNull();
  await first.rememberBrokerOrigin([1, 2], 'stream of March');
  expect(first.brokerOriginOf(1)).toBe('stream of March');
  const { leases } = leaseCollections(database);
  await leases.updateOne({ _id: 3 }, { $set: { owner: null } });
  await expect(first.rememberBrokerOrigin([2, 3], 'of May')).rejects.toMatchObject({
    name: 'LeaseLost',
    partitions: [3],
  });
  await first.stop();
  const second = await startRelay('second');
  await until(() => isShared([second]));
  expect([1, 2, 3].map(second.brokerOriginOf)).toEqual(['stream of March', 'of May', null]);
});
