import { type Bus, PublishFenced } from '../bus/index.js';
import { systemClock } from '../clock.js';
import type { DomainEvent } from '../contracts/domain-event.js';
import { type FaultPoint, noFaults } from '../fault-point.js';
import { aTicketId, type Backbone, openBackbone } from '../testing/backbone.js';
import { aSilentLogger } from '../testing/builders.js';
import { createRecordingBus } from '../testing/bus.js';
import {
  createLeaseRegistry,
  everyPartition,
  type LeasesAtWill,
} from '../testing/leases-at-will.js';
import { dropTestDatabase } from '../testing/mongo.js';
import { until } from '../testing/until.js';
import { createRelay } from './index.js';

const steps = [
  'storage',
  'lost-tail',
  'republish',
  'remember-origin',
  'take-over',
  'read',
  'predecessors',
  'begin',
  'publish',
  'verify',
  'foreign-version',
  'publish-unfenced',
  'take-back',
  'mark',
  'settle',
] as const;
/** Its time is the first 48 bits. */
const aTicketIdOf2020 = '016f5e66-e800-7000-8000-000000000001';
const points = steps.flatMap((step) => [`before:${step}`, `after:${step}`]);

let backbone: Backbone;
beforeEach(async () => {
  backbone = await openBackbone('crash');
});
afterEach(() => dropTestDatabase(backbone.database));

/** Keeps what it was given; fences, once each, what comes behind a later version. */
function aBroker(stored: DomainEvent[], origin: string, onPublish = () => {}): Bus {
  return {
    ...createRecordingBus(),
    storage: async () => ({ origin, lastSequence: stored.length }),
    holds: async (sequence, eventId) => stored[sequence - 1]?.id === eventId,
    async publish(event, options) {
      const isFenced = stored.some(
        (other) =>
          other.aggregateId === event.aggregateId &&
          other.aggregateVersion > event.aggregateVersion,
      );
      if (isFenced && options?.fenced !== false) throw new PublishFenced('a later one is there', 4);
      onPublish();
      stored.push(event);
      return { duplicate: false, sequence: stored.length };
    },
  };
}

/** Stops for good when it comes to `point`, with all that goes on beside it. */
function stopsAt(point: string) {
  let isStopped = false;
  const faultPoint = async (name: string) => {
    if (name === point) isStopped = true;
    if (isStopped) await new Promise<never>(() => undefined);
  };
  return { faultPoint, isStopped: () => isStopped };
}

async function startRelay(bus: Bus, leases: LeasesAtWill, faultPoint = noFaults) {
  const { database, metrics } = backbone;
  const logger = aSilentLogger();
  leases.take(everyPartition);
  const relay = createRelay({
    ...{ database, bus, logger, metrics, clock: systemClock, leases, faultPoint },
  });
  await relay.start();
  return relay;
}

/** Without its repetitions, in the order of its first appearances. */
const firstSeen = (events: readonly DomainEvent[], aggregateId: string) => [
  ...new Set(events.filter((e) => e.aggregateId === aggregateId).map((e) => e.aggregateVersion)),
];

/**
 * An outbox whose broker was wiped, with new rows and what a zombie had sent: all that a relay meets.
 * Answers what the broker holds.
 */
async function leaveTrouble(
  ticketIds: readonly string[],
  registry: ReturnType<typeof createLeaseRegistry>,
) {
  const before = await startRelay(aBroker([], 'wiped since'), registry.open('before'));
  for (const ticketId of ticketIds) await backbone.announce(ticketId, 1, 2);
  await until(() => backbone.isAllPublished());
  await before.stop();

  for (const ticketId of ticketIds) await backbone.announce(ticketId, 3, 4);
  // Whose first version was removed after its seven days: somebody has to look for it.
  await backbone.announce(aTicketIdOf2020, 2);
  // What a zombie sent before: the fence is met on the way.
  const zombies = (await backbone.rows()).filter((row) => row.aggregateId === ticketIds[0]);
  return zombies.slice(-1).map((row) => row.event);
}

/** A relay whose leases are lost while it publishes for the first time, and had again at once. */
function startUnlucky(stored: DomainEvent[], leases: LeasesAtWill, faultPoint: FaultPoint) {
  let isFirst = true;
  const broker = aBroker(stored, 'now', () => {
    if (isFirst) leases.take(everyPartition);
    isFirst = false;
  });
  return startRelay(broker, leases, faultPoint);
}

test('a relay that lives passes all of these points, and no others', async () => {
  const registry = createLeaseRegistry();
  const stored = await leaveTrouble(Array.from({ length: 5 }, aTicketId), registry);
  const passed = new Set<string>();
  const relay = await startUnlucky(stored, registry.open('living'), async (name) => {
    passed.add(name);
  });
  await until(() => points.every((point) => passed.has(point)));
  await until(() => backbone.isAllPublished());
  await relay.stop();
  expect([...passed].sort()).toEqual(points.toSorted());
});

test.each(points)(
  'a relay that stops for good %s is replaced, and nothing is lost',
  async (point) => {
    const ticketIds = Array.from({ length: 5 }, aTicketId);
    const registry = createLeaseRegistry();
    const stored = await leaveTrouble(ticketIds, registry);
    const { faultPoint, isStopped } = stopsAt(point);
    await startUnlucky(stored, registry.open('stopped'), faultPoint);
    await until(isStopped);

    const heir = await startRelay(aBroker(stored, 'now'), registry.open('heir'));
    await until(() => backbone.isAllPublished());
    await heir.stop();
    for (const ticketId of ticketIds.slice(1)) {
      expect(firstSeen(stored, ticketId)).toEqual([1, 2, 3, 4]);
    }
    expect(new Set(firstSeen(stored, ticketIds[0] ?? ''))).toEqual(new Set([1, 2, 3, 4]));
  },
);
