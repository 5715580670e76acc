import { type Bus, PublishRefused } from '../bus/index.js';
import { systemClock } from '../clock.js';
import { noFaults } from '../fault-point.js';
import { createMetrics } from '../metrics/index.js';
import { aTicketId, type Backbone, openBackbone } from '../testing/backbone.js';
import { aSilentLogger } from '../testing/builders.js';
import { createRecordingBus } from '../testing/bus.js';
import { dropTestDatabase } from '../testing/mongo.js';
import { until } from '../testing/until.js';
import { allPartitions } from './all-partitions.js';
import { createRelayMetrics } from './relay-metrics.js';
import { relayDefaults } from './relay-options.js';
import { createRelayPass } from './relay-pass.js';
import { openRelayStore, type RelayStore } from './relay-store.js';
import { createRepublish } from './republish.js';

let backbone: Backbone;
let store: RelayStore;

beforeEach(async () => {
  backbone = await openBackbone('pass');
  store = await openRelayStore(backbone.database);
});
afterEach(async () => {
  await store.close();
  await dropTestDatabase(backbone.database);
});

/** A bus whose publishes end when and as the test says. */
function busAtWill() {
  const answers: ((error?: Error) => void)[] = [];
  const asked: number[] = [];
  const bus: Bus = {
    ...createRecordingBus(),
    publish: ({ aggregateVersion }) =>
      new Promise((resolve, reject) => {
        asked.push(aggregateVersion);
        answers.push((error) => (error ? reject(error) : resolve({ duplicate: false })));
      }),
  };
  return { bus, asked, answer: (error?: Error) => answers.shift()?.(error) };
}

function passOn(bus: Bus, relayStore: RelayStore = store) {
  return createRelayPass({
    store: relayStore,
    republish: createRepublish(backbone.database),
    bus,
    leases: allPartitions(backbone.database),
    clock: systemClock,
    metrics: createRelayMetrics(createMetrics(), 'pass', aSilentLogger()),
    logger: aSilentLogger(),
    options: { ...relayDefaults, passMsMax: 10 },
    faultPoint: noFaults,
    onWork: () => undefined,
  });
}

test('a pass does not wait for its publishes, and what they say of the next try is kept', async () => {
  const { bus, answer } = busAtWill();
  const pass = passOn(bus);
  await backbone.announce(aTicketId(), 1);
  await pass.run();
  expect(pass.retryInMs()).toBe(Number.POSITIVE_INFINITY);
  answer(new PublishRefused('busy', 5_000));
  await until(() => pass.retryInMs() <= 5_000);
  const [row] = await backbone.rows();
  expect(row).toMatchObject({ pending: true, attempts: { finished: 1, failed: 0 } });
});

test('what is on the way, published or being marked is not published again by later passes', async () => {
  const { bus, asked, answer } = busAtWill();
  const gate: { open: () => void } = { open: () => undefined };
  const opened = new Promise<void>((resolve) => {
    gate.open = resolve;
  });
  const pass = passOn(bus, {
    ...store,
    async mark(fence, outcomes) {
      await opened;
      await store.mark(fence, outcomes);
    },
  });
  await backbone.announce(aTicketId(), 1, 2);
  await pass.run();
  await pass.run();
  answer();
  await until(() => asked.length === 2);
  await pass.run();
  answer();
  await pass.run();
  gate.open();
  await pass.finish();
  await pass.run();
  expect(asked).toEqual([1, 2]);
  expect(await backbone.isAllPublished()).toBe(true);
});

test('marks that the database did not take are written later', async () => {
  const { bus, answer } = busAtWill();
  let failures = 0;
  const pass = passOn(bus, {
    ...store,
    async mark(fence, outcomes) {
      failures += 1;
      if (failures <= 2) throw new Error('no primary');
      await store.mark(fence, outcomes);
    },
  });
  await backbone.announce(aTicketId(), 1);
  await pass.run();
  answer();
  await until(() => backbone.isAllPublished());
});

test('a read that began before the mark of a row does not bring it again', async () => {
  const { bus, asked, answer } = busAtWill();
  const pass = passOn(bus, {
    ...store,
    async readDue(ownership, request) {
      const rows = await store.readDue(ownership, request);
      if (asked.length > 0) {
        answer();
        await until(() => backbone.isAllPublished());
        await until(() => rows.every(({ _id }) => !pass.knows(_id)));
      }
      return rows;
    },
  });
  await backbone.announce(aTicketId(), 1);
  await pass.run();
  await pass.run();
  await pass.finish();
  expect(asked).toEqual([1]);
});
