import { type Clock, systemClock } from '../../clock.js';
import type { Database } from '../../mongo/index.js';
import {
  areShared,
  fenceOf,
  type LeaseRelayOptions,
  ownedBy,
  startDyingLeases,
  startLeases,
  testLeaseTimes,
} from '../../testing/leases.js';
import { dropTestDatabase, openTestDatabase } from '../../testing/mongo.js';
import { until } from '../../testing/until.js';
import type { PartitionLeases } from '../leases.js';
import { leaseCollections } from './lease-rows.js';
import { partitionsWithoutOwner, readLeaseTable } from './lease-table.js';

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

test.each([2, 3, 5])('%i relays that start at once share all partitions', async (count) => {
  const names = Array.from({ length: count }, (_value, index) => `relay-${index}`);
  const relays = await Promise.all(names.map((name) => startRelay(name)));
  await until(() => isShared(relays));
});

test('no partition is ever in two relays’ hands while they join and leave', async () => {
  const relays: PartitionLeases[] = [];
  const twice: number[] = [];
  const check = () => {
    const all = relays.flatMap(ownedBy);
    twice.push(...all.filter((partition, index) => all.indexOf(partition) !== index));
  };
  for (const name of ['a', 'b', 'c']) {
    const relay = await startRelay(name);
    relay.onChange(check);
    relays.push(relay);
    await until(() => isShared(relays));
  }
  await relays.shift()?.stop();
  await until(() => isShared(relays));
  expect(twice).toEqual([]);
});

test('what a stopping relay gives back is taken at once, and not with caution', async () => {
  const slow = { leaseMs: 60_000, lookMsMax: 60_000, marginMs: 1_000 };
  const leaving = await startRelay('leaving', { times: slow });
  const staying = await startRelay('staying', { times: slow });
  await until(() => isShared([leaving, staying]));
  await leaving.stop();
  expect(ownedBy(leaving)).toEqual([]);
  // Neither the end of a lease nor the next look could have told it so soon.
  await until(() => isShared([staying]));
  expect(staying.current().cautious.size).toBe(0);
});

test('what is lost while others want some of it is not given away instead of what they want', async () => {
  // Its own looks come too late to mend it.
  const times = { leaseMs: 60_000, lookMsMax: 60_000 };
  const full = await startRelay('full', { times, givesAway: false });
  await until(() => ownedBy(full).length === 64);
  const other = await startRelay('other', { times });
  await until(() => full.current().releasing.length === 32);
  const { owner } = fenceOf(other);
  await leaseCollections(database).leases.updateOne({ _id: 40 }, { $set: { owner } });
  expect(await full.verify([31, 40])).toEqual([31]);
  expect(full.current().releasing).toHaveLength(31);
  expect(full.current().releasing).not.toContain(31);
});

test('the partitions of a relay that died are taken with caution, under a higher epoch', async () => {
  const dead = await startDying('dead');
  const before = fenceOf(dead);
  const heir = await startRelay('heir');
  await until(() => isShared([heir]));
  expect(heir.current().cautious.size).toBe(64);
  for (const partition of ownedBy(heir))
    expect(fenceOf(heir).epochOf(partition)).toBeGreaterThan(before.epochOf(partition));
  expect(await leaseCollections(database).relays.countDocuments()).toBe(1);
});

test('a relay stops believing in its leases before others may take them', async () => {
  const stopped = await startRelay('stopped', { times: { heartbeatMs: 1e9, leaseMs: 1_200 } });
  await until(() => ownedBy(stopped).length === 64);
  let changes = 0;
  stopped.onChange(() => {
    changes += 1;
  });
  await until(() => ownedBy(stopped).length === 0);
  expect(partitionsWithoutOwner(await readLeaseTable(database))).toEqual([]);
  await until(() => changes === 1);
});

test('what is wanted by others stays ours until nothing of it is under way', async () => {
  const busy = await startRelay('busy', { givesAway: false });
  await until(() => ownedBy(busy).length === 64);
  const newcomer = await startRelay('newcomer');
  await until(() => busy.current().releasing.length === 32);
  expect(ownedBy(newcomer)).toEqual([]);
  const [wanted = -1] = busy.current().releasing;
  await database.transact((session) => fenceOf(busy).assertHeld(session, [wanted]));
  busy.released(wanted);
  await until(() => ownedBy(newcomer).includes(wanted));
  busy.current().releasing.forEach(busy.released);
  await until(() => isShared([busy, newcomer]));
});

test('a relay whose clock is an hour ahead neither takes too much nor loses anything', async () => {
  const skewed: Clock = { ...systemClock, now: () => new Date(Date.now() + 3_600_000) };
  const right = await startRelay('right');
  await until(() => isShared([right]));
  const wrong = await startRelay('wrong', { clock: skewed });
  await until(() => isShared([right, wrong]));
  expect(wrong.current().cautious.size).toBe(0);
  const owners = [right, wrong].map((relay) => fenceOf(relay).owner);
  const { relays } = leaseCollections(database);
  const joinedAt = (await relays.findOne({ _id: fenceOf(wrong).owner }))?.seenAt ?? new Date();
  const lateAt = new Date(joinedAt.getTime() + testLeaseTimes.leaseMs);
  await until(async () => (await relays.countDocuments({ seenAt: { $gt: lateAt } })) === 2);
  expect([right, wrong].map((relay) => fenceOf(relay).owner)).toEqual(owners);
  expect(await isShared([right, wrong])).toBe(true);
});
