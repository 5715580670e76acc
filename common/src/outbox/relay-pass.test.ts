import { type Bus, PublishRefused } from '../bus/index.js';
import { systemClock } from '../clock.js';
import { createMetrics } from '../metrics/index.js';
import { aTicketId, type Backbone, openBackbone } from '../testing/backbone.js';
import { aSilentLogger } from '../testing/builders.js';
import { createRecordingBus } from '../testing/bus.js';
import { dropTestDatabase } from '../testing/mongo.js';
import { allPartitions } from './leases.js';
import { createRelayMetrics } from './relay-metrics.js';
import { relayDefaults } from './relay-options.js';
import { createRelayPass } from './relay-pass.js';
import { openRelayStore, type RelayStore } from './relay-store.js';

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
  let late = 0;
  const pass = createRelayPass({
    store: relayStore,
    bus,
    leases: allPartitions,
    clock: systemClock,
    metrics: createRelayMetrics(createMetrics(), 'pass', aSilentLogger()),
    options: { ...relayDefaults, passMsMax: 10 },
    onLateOutcome: () => {
      late += 1;
    },
  });
  return { pass, late: () => late };
}

test('what a publish that outlived its pass says of the next try is not lost', async () => {
  const { bus, answer } = busAtWill();
  const { pass } = passOn(bus);
  await backbone.announce(aTicketId(), 1);
  await pass.run();
  answer(new PublishRefused('busy', 5_000));
  await new Promise(setImmediate);
  const result = await pass.run();
  expect(result).toMatchObject({ retryInMs: 5_000, hasWorked: true });
});

test('an outcome told while the last marks are written is marked at once, not at the next poll', async () => {
  const { bus, answer } = busAtWill();
  let marks = 0;
  const { pass, late } = passOn(bus, {
    ...store,
    async mark(fence, outcomes) {
      marks += 1;
      await store.mark(fence, outcomes);
      if (marks === 2) answer();
      await new Promise(setImmediate);
    },
  });
  await backbone.announce(aTicketId(), 1);
  const result = await pass.run();
  expect(result.hasMore || late() > 0).toBe(true);
  await pass.run();
  expect(await backbone.isAllPublished()).toBe(true);
});

test('what was published while older marks were written is not published again', async () => {
  const { bus, asked, answer } = busAtWill();
  const { pass } = passOn(bus, {
    ...store,
    async mark(fence, outcomes) {
      await store.mark(fence, outcomes);
      answer();
      await new Promise(setImmediate);
    },
  });
  await backbone.announce(aTicketId(), 1, 2);
  for (let passes = 0; passes < 4; passes += 1) await pass.run();
  expect(asked).toEqual([1, 2]);
  expect(await backbone.isAllPublished()).toBe(true);
});
