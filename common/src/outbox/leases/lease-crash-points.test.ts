import type { FaultPoint } from '../../fault-point.js';
import type { Database } from '../../mongo/index.js';
import { areShared, ownedBy, startLeases } from '../../testing/leases.js';
import { dropTestDatabase, openTestDatabase } from '../../testing/mongo.js';
import { until } from '../../testing/until.js';
import type { PartitionLeases } from '../leases.js';
import { leaseCollections } from './lease-rows.js';

const steps = [
  ...['seed', 'join', 'renew', 'look', 'strike-off', 'take', 'find-owned'],
  ...['give-back', 'settle', 'give-back-all', 'leave'],
];
const points = steps.flatMap((step) => [`before:leases.${step}`, `after:leases.${step}`]);

let database: Database;
const living: PartitionLeases[] = [];
beforeEach(async () => {
  database = await openTestDatabase('lease_crash');
});
afterEach(async () => {
  await Promise.all(living.splice(0).map((leases) => leases.stop()));
  await dropTestDatabase(database);
});

async function startRelay(name: string): Promise<PartitionLeases> {
  const leases = await startLeases(name, { database });
  living.push(leases);
  return leases;
}

/** All partitions but one, whose row was never made, belong to a relay whose time is over. */
async function leaveLeasesOfTheDead(): Promise<void> {
  const { leases, relays } = leaseCollections(database);
  const longAgo = new Date(Date.now() - 60_000);
  await relays.insertOne({ _id: 'dead', seenAt: longAgo, expiresAt: longAgo });
  const owned = { owner: 'dead', epoch: 1, isCautious: false, touches: 0 };
  await leases.insertMany(Array.from({ length: 63 }, (_value, _id) => ({ _id, ...owned })));
}

interface Fate {
  readonly faultPoint: FaultPoint;
  readonly isDead: () => boolean;
  readonly death: Promise<void>;
}

/** Stops for good at `point`, with all that goes on beside it. */
function diesAt(point: string): Fate {
  let isDead = false;
  let die: () => void = () => undefined;
  const death = new Promise<void>((resolve) => {
    die = resolve;
  });
  return {
    async faultPoint(name) {
      if (name === point) isDead = true;
      if (!isDead) return;
      die();
      await new Promise<never>(() => undefined);
    },
    isDead: () => isDead,
    death,
  };
}

/**
 * A relay's whole life: it inherits from one that died, settles that, shares with a newcomer, renews
 * its time and leaves. Ends early once it has stopped for good; answers the relay and those that live on.
 */
async function live({ faultPoint, isDead, death }: Fate) {
  await leaveLeasesOfTheDead();
  const relay = await startLeases('relay', { database, faultPoint });
  await until(() => isDead() || ownedBy(relay).length === 64);
  for (const partition of relay.current().cautious) relay.settled(partition);
  await until(() => isDead() || relay.current().cautious.size === 0);
  const newcomer = await startRelay('newcomer');
  await until(async () => isDead() || (await areShared(database, [relay, newcomer])));
  // Its whole life may be shorter than the pause between two heartbeats; this is one more.
  await Promise.race([death, relay.verify(ownedBy(relay))]);
  await Promise.race([death, relay.stop()]);
  return { relay, newcomer };
}

test('a relay that lives passes all of these points, and no others', async () => {
  const passed = new Set<string>();
  await live({
    faultPoint: async (name) => void passed.add(name),
    isDead: () => false,
    death: new Promise(() => undefined),
  });
  expect([...passed].sort()).toEqual(points.toSorted());
});

test.each(points)(
  'the partitions of a relay that stops for good %s have one owner, and it is not that one',
  async (point) => {
    const fate = diesAt(point);
    const { relay, newcomer } = await live(fate);
    expect(fate.isDead()).toBe(true);
    await until(() => areShared(database, [newcomer]), { timeoutMs: 20_000 });
    expect(ownedBy(relay)).toEqual([]);
  },
);
