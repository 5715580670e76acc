import { type Bus, PublishRefused } from '../bus/index.js';
import { systemClock } from '../clock.js';
import { aTicketDraft, aTicketId, type Backbone, openBackbone } from '../testing/backbone.js';
import { aSilentLogger } from '../testing/builders.js';
import { createRecordingBus } from '../testing/bus.js';
import { createLeaseRegistry, everyPartition } from '../testing/leases-at-will.js';
import { dropTestDatabase } from '../testing/mongo.js';
import { until } from '../testing/until.js';
import { createRelay } from './index.js';
import { openRelayStore } from './relay-store.js';

let backbone: Backbone;
beforeEach(async () => {
  backbone = await openBackbone('killers');
});
afterEach(() => dropTestDatabase(backbone.database));

const never = () => new Promise<never>(() => undefined);

/** A life of a relay whose process dies, as far as anybody can see, when it publishes `killer`. */
function liveOnce(killer: string, recording: ReturnType<typeof createRecordingBus>) {
  let isDead = false;
  const bus: Bus = {
    ...recording,
    async publish(event, options) {
      if (event.aggregateId === killer) isDead = true;
      return isDead ? never() : recording.publish(event, options);
    },
  };
  const faultPoint = () => (isDead ? never() : Promise.resolve());
  return { bus, faultPoint, isDead: () => isDead };
}

test('a row that kills its process five times alone is parked; those beside it are published', async () => {
  const killer = aTicketId();
  const innocents = Array.from({ length: 150 }, aTicketId);
  const drafts = [...innocents.slice(0, 70), killer, ...innocents.slice(70)].map((id) =>
    aTicketDraft(id, 1),
  );
  await backbone.database.transact((session) => backbone.outbox.add(session, drafts));
  await backbone.announce(killer, 2);
  const { database, metrics } = backbone;
  const registry = createLeaseRegistry();
  const recording = createRecordingBus();
  const publishedIds = async () =>
    (await backbone.rows()).flatMap((row) => (row.publishedAt ? [row.aggregateId] : []));
  const isParked = async () => (await backbone.rows()).some((row) => row.parkedAt !== undefined);
  let deaths = 0;
  for (let life = 1; ; life += 1) {
    const { bus, faultPoint, isDead } = liveOnce(killer, recording);
    const leases = registry.open(`life ${life}`);
    leases.take(everyPartition, life === 1);
    const logger = aSilentLogger();
    const clock = systemClock;
    const relay = createRelay({ database, bus, logger, metrics, clock, leases, faultPoint });
    await relay.start();
    await until(async () => isDead() || (await isParked()));
    if (!isDead()) {
      await until(async () => (await publishedIds()).length === innocents.length);
      await relay.stop();
      break;
    }
    deaths += 1;
  }
  expect(deaths).toBe(6);
  const parked = (await backbone.rows()).filter((row) => row.parkedAt !== undefined);
  expect(parked).toMatchObject([
    { aggregateId: killer, aggregateVersion: 1, reason: 'its publish killed the process 5 times' },
  ]);
  expect(new Set(await publishedIds())).toEqual(new Set(innocents));
});

test('caution ends when what was pending is through, and nothing more is written before publishes', async () => {
  await backbone.announce(aTicketId(), 1, 3);
  const leases = createLeaseRegistry().open('relay');
  leases.take(everyPartition);
  const { database, metrics } = backbone;
  const bus = createRecordingBus();
  const begun: string[] = [];
  const faultPoint = async (name: string) => {
    if (name === 'before:begin') begun.push(name);
  };
  const logger = aSilentLogger();
  const clock = systemClock;
  const relay = createRelay({ database, bus, logger, metrics, clock, leases, faultPoint });
  await relay.start();
  await until(() => leases.current().cautious.size === 0);
  expect(begun).toHaveLength(1);
  await backbone.announce(aTicketId(), 1, 3);
  await until(() => backbone.isAllPublished());
  await relay.stop();
  expect(begun).toHaveLength(1);
  const rows = await backbone.rows();
  expect(rows.map(({ attempts }) => attempts)).toEqual(
    Array(6).fill({ started: 1, finished: 1, failed: 0 }),
  );
});

test('a broker that refuses blames nobody: what waits behind a refused row was never tried', async () => {
  await backbone.announce(aTicketId(), 1, 3);
  const leases = createLeaseRegistry().open('relay');
  leases.take(everyPartition);
  const { database, metrics } = backbone;
  const recording = createRecordingBus();
  let refusals = 0;
  const bus: Bus = {
    ...recording,
    publish: async (event, options) => {
      if (refusals >= 7) return recording.publish(event, options);
      refusals += 1;
      throw new PublishRefused('the stream is full', 1);
    },
  };
  const options = { backoffMsMin: 1, backoffMsMax: 5 };
  const logger = aSilentLogger();
  const clock = systemClock;
  const relay = createRelay({ database, bus, logger, metrics, clock, leases, options });
  await relay.start();
  await until(() => backbone.isAllPublished());
  await relay.stop();
  const rows = await backbone.rows();
  expect(rows.map(({ parkedAt }) => parkedAt)).toEqual([undefined, undefined, undefined]);
  for (const { attempts } of rows) expect(attempts.finished).toBe(attempts.started);
});

test('reconnects between the start of a try and its publish blame no row', async () => {
  await backbone.announce(aTicketId(), 1, 3);
  const leases = createLeaseRegistry().open('relay');
  leases.take(everyPartition);
  const { database, metrics } = backbone;
  let connections = 1;
  const bus: Bus = { ...createRecordingBus(), connections: () => connections };
  const faultPoint = async (name: string) => {
    if (name === 'after:begin' && connections < 8) connections += 1;
  };
  const logger = aSilentLogger();
  const clock = systemClock;
  const relay = createRelay({ database, bus, logger, metrics, clock, leases, faultPoint });
  await relay.start();
  await until(() => backbone.isAllPublished());
  await relay.stop();
  expect(connections).toBe(8);
  const rows = await backbone.rows();
  expect(rows.map(({ attempts }) => attempts)).toEqual(
    Array(3).fill({ started: 1, finished: 1, failed: 0 }),
  );
});

test('a start that is written again, because nobody heard the end of its write, counts once', async () => {
  await backbone.announce(aTicketId(), 1, 3);
  const store = await openRelayStore(backbone.database);
  const ownership = {
    partitions: 'all',
    releasing: [],
    cautious: new Set<number>(),
    fence: null,
  } as const;
  const request = {
    from: 'start',
    rowsMax: 10,
    except: { aggregateIds: [], aggregateTypes: [] },
  } as const;
  const read = await store.readDue(ownership, request);
  const rows = read.map((row) => ({ ...row, epoch: 1, isStarted: false }));
  const startsOf = async () => (await backbone.rows()).map(({ attempts }) => attempts.started);
  await store.begin(null, rows);
  await store.begin(null, rows);
  expect(await startsOf()).toEqual([1, 1, 1]);
  await store.takeBack(rows);
  await store.takeBack(rows);
  expect(await startsOf()).toEqual([0, 0, 0]);
  await store.close();
});
