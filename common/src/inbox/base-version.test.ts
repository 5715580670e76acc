import type { Delivery } from '../bus/port.js';
import {
  aDelivery,
  anIdMadeBefore,
  append,
  type ConsumerProcess,
  effectsOf,
  openConsumerProcess,
  redelivered,
} from '../testing/consumer-world.js';
import { dropTestDatabase } from '../testing/mongo.js';
import { until } from '../testing/until.js';
import { createTransitionConsumer } from './index.js';
import { inboxCollections } from './rows.model.js';

const ack = { kind: 'ack' };
let home: ConsumerProcess;
let id: string;
beforeEach(async () => {
  home = await openConsumerProcess();
  id = anIdMadeBefore(60_000);
});
afterEach(() => dropTestDatabase(home.options.database));

/** Starts a replica; nothing earlier is waited for unless the test says so. */
async function start(process: ConsumerProcess, options = {}): Promise<void> {
  const durable = { name: 'base.ticket', aggregateTypes: ['ticket'] as const };
  const defaults = { apply: append, baseWaitMs: 0 };
  await createTransitionConsumer({
    ...durable,
    ...process.options,
    ...defaults,
    ...options,
  }).start();
}

async function failing(): Promise<void> {
  throw new Error('not today');
}

const effects = () => effectsOf(home.options.database, id);
const bringUntilAcked = (delivery: Delivery) =>
  until(async () => (await home.bring(delivery))[0]?.kind === 'ack');

describe.each([1, 3])('version %i of an aggregate older than the consumer', (version) => {
  test('that fails in one replica is not passed over by the next version in another', async () => {
    const [earlier, later] = [aDelivery(id, version), aDelivery(id, version + 1)];
    const other = await openConsumerProcess(home.options.database);
    await start(other, { apply: failing });
    await start(home);
    expect(await other.bring(earlier)).toMatchObject([{ kind: 'retry' }]);
    await other.kill();
    expect(await home.bring(later)).toEqual([ack]);
    expect(await home.bring(redelivered(earlier))).toEqual([ack]);
    expect(await effects()).toEqual([version, version + 1]);
  });

  test('that came before its aggregate has a base counts, also when a later one came earlier', async () => {
    const [earlier, later] = [aDelivery(id, version), aDelivery(id, version + 1)];
    const other = await openConsumerProcess(home.options.database);
    await start(other, { apply: failing });
    await start(home);
    expect(await other.bring(later)).toMatchObject([{ kind: 'retry' }]);
    expect(await other.bring(earlier)).toMatchObject([{ kind: 'retry' }]);
    await other.kill();
    await bringUntilAcked(redelivered(later));
    await bringUntilAcked(redelivered(earlier));
    expect(await effects()).toEqual([version, version + 1]);
  });

  test('that was parked keeps the later ones waiting, and has its effect once it is brought again', async () => {
    let isMended = false;
    await start(home, {
      attemptsMax: 1,
      apply: (...given: Parameters<typeof append>) => (isMended ? append(...given) : failing()),
    });
    const earlier = aDelivery(id, version);
    expect(await home.bring(earlier)).toMatchObject([{ kind: 'park' }]);
    expect(await home.bring(aDelivery(id, version + 1))).toEqual([ack]);
    expect(await effects()).toEqual([]);
    isMended = true;
    expect(await home.bring(earlier)).toEqual([ack]);
    expect(await effects()).toEqual([version, version + 1]);
    expect(await inboxCollections(home.options.database).parked.countDocuments()).toBe(0);
  });
});

test('by default an earlier version may come as late as the longest ack wait of a broker', async () => {
  await start(home, { baseWaitMs: undefined });
  const later = aDelivery(id, 2);
  expect(await home.bring(later)).toMatchObject([{ kind: 'retry' }]);
  const { versions, waiting } = inboxCollections(home.options.database);
  const longAgo = new Date(Date.now() - 60_000);
  await waiting.updateMany({}, { $set: { at: longAgo } });
  await versions.updateMany({}, { $set: { broughtAt: longAgo } });
  expect(await home.bring(redelivered(later))).toMatchObject([{ kind: 'retry' }]);
  expect(await home.bring(aDelivery(id, 1))).toEqual([ack]);
  expect(await effects()).toEqual([1, 2]);
});
