import type { Delivery } from '../bus/port.js';
import {
  aDelivery,
  anIdMadeBefore,
  append,
  type ConsumerProcess,
  openConsumerProcess,
} from '../testing/consumer-world.js';
import { countCommands, dropTestDatabase } from '../testing/mongo.js';
import { createStateConsumer, createTransitionConsumer } from './index.js';
import { inboxCollections } from './rows.model.js';

let one: ConsumerProcess;
beforeEach(async () => {
  one = await openConsumerProcess();
});
afterEach(() => dropTestDatabase(one.options.database));

const kinds = [
  ['state', createStateConsumer],
  ['transition', createTransitionConsumer],
] as const;

/** Every second one is of an aggregate that is known already. */
async function aMixedRound(size: number): Promise<Delivery[]> {
  const ids = Array.from({ length: size }, () => anIdMadeBefore(-1_000));
  const known = ids.filter((_id, index) => index % 2 === 0);
  await one.bring(...known.map((id) => aDelivery(id, 1)));
  return ids.map((id, index) => aDelivery(id, index % 2 === 0 ? 2 : 1));
}

test.each(kinds)(
  'a round of a %s consumer costs four statements, however large',
  async (_kind, create) => {
    const apply = async () => undefined;
    const aggregateTypes = ['ticket'] as const;
    const consumer = create({ name: 'cost.ticket', aggregateTypes, ...one.options, apply });
    await consumer.start();
    const round = await aMixedRound(60);
    const commands = countCommands(one.options.database, { except: 'inbox_deferred' });
    await one.bring(...round);
    const { aggregate, update, insert, commitTransaction } = commands.stop();
    await consumer.stop();
    expect([aggregate, update, insert, commitTransaction]).toEqual([1, 1, 1, 1]);
    expect(await inboxCollections(one.options.database).rows.countDocuments()).toBe(90);
  },
);

test('time removes what replays cannot reach any more, never what waits or is parked', async () => {
  const aggregateTypes = ['ticket'] as const;
  const options = { name: 'kept.ticket', aggregateTypes, ...one.options, apply: append };
  const consumer = createTransitionConsumer(options);
  await consumer.start();
  await consumer.stop();
  const { rows, waiting, parked, versions, births } = inboxCollections(one.options.database);
  const limits = async (collection: { indexes(): Promise<{ expireAfterSeconds?: number }[]> }) =>
    (await collection.indexes()).flatMap((index) => index.expireAfterSeconds ?? []);
  expect(await limits(rows)).toEqual([14 * 24 * 3_600]);
  for (const kept of [waiting, parked, versions, births]) expect(await limits(kept)).toEqual([]);
});
