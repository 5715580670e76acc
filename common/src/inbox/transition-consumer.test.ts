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
import { countCommands, dropTestDatabase } from '../testing/mongo.js';
import { until } from '../testing/until.js';
import { createTransitionConsumer } from './index.js';
import { inboxCollections } from './rows.model.js';

const name = 'ledger.ticket';
const ack = { kind: 'ack' };
let one: ConsumerProcess;
let stop: () => Promise<void> = async () => undefined;

beforeEach(async () => {
  one = await openConsumerProcess();
});
afterEach(async () => {
  await stop();
  await dropTestDatabase(one.options.database);
});

async function consume(apply = append, options = {}): Promise<void> {
  const base = { name, aggregateTypes: ['ticket'] as const, ...one.options };
  const consumer = createTransitionConsumer({ ...base, apply, ...options });
  await consumer.start();
  stop = () => consumer.stop();
}

/** An aggregate younger than the consumer, and its versions 1…`count`. */
function versions(count: number): { id: string; of: (version: number) => Delivery } {
  const id = anIdMadeBefore(-1_000);
  const all = Array.from({ length: count }, (_value, index) => aDelivery(id, index + 1));
  const of = (version: number) => all[version - 1] ?? aDelivery(id, version);
  return { id, of };
}

const collections = () => inboxCollections(one.options.database);
const effects = (id: string) => effectsOf(one.options.database, id);
const waiting = async () =>
  (await collections().waiting.find().sort({ version: 1 }).toArray()).map((row) => row.version);
const metric = async (line: RegExp) =>
  expect(await one.options.metrics.registry.metrics()).toMatch(line);

test('versions behind a gap are acknowledged and wait; all are applied in order once it closes', async () => {
  await consume();
  const { id, of } = versions(5);
  expect(await one.bring(of(3), of(5))).toEqual([ack, ack]);
  expect(await one.bring(of(1))).toEqual([ack]);
  expect(await effects(id)).toEqual([1]);
  expect(await one.bring(of(4))).toEqual([ack]);
  expect(await waiting()).toEqual([3, 4, 5]);
  const commands = countCommands(one.options.database);
  expect(await one.bring(of(2))).toEqual([ack]);
  expect(commands.stop()['commitTransaction']).toBe(1);
  expect(await effects(id)).toEqual([1, 2, 3, 4, 5]);
  expect(await waiting()).toEqual([]);
});

test('what waits and is brought again is neither stored twice nor forgotten', async () => {
  await consume();
  const { id, of } = versions(2);
  await one.bring(of(2), of(2));
  expect(await one.bring(redelivered(of(2)), of(2))).toEqual([ack, ack]);
  expect(await waiting()).toEqual([2]);
  await one.bring(of(1));
  expect(await effects(id)).toEqual([1, 2]);
});

test('more may wait than one round applies', async () => {
  await consume();
  const count = 250;
  const { id, of } = versions(count);
  const late = Array.from({ length: count - 1 }, (_value, index) => of(count - index));
  await one.bring(...late);
  await one.bring(of(1));
  expect(await effects(id)).toEqual(Array.from({ length: count }, (_value, index) => index + 1));
});

test('an aggregate made after the birth of the consumer starts at 1, however late that comes', async () => {
  await consume(append, { baseWaitMs: 0 });
  const { id, of } = versions(2);
  expect(await one.bring(of(2))).toEqual([ack]);
  expect(await one.bring(redelivered(of(2)))).toEqual([ack]);
  expect(await effects(id)).toEqual([]);
  await one.bring(of(1));
  expect(await effects(id)).toEqual([1, 2]);
});

test('of an older aggregate the lowest version that comes is the base; what is below it is passed over', async () => {
  await consume(append, { baseWaitMs: 1_000 });
  const id = anIdMadeBefore(60_000);
  const [fifth, sixth] = [aDelivery(id, 5), aDelivery(id, 6)];
  expect(await one.bring(sixth)).toMatchObject([{ kind: 'retry' }]);
  expect(await one.bring(fifth)).toMatchObject([{ kind: 'retry' }]);
  await until(async () => (await one.bring(redelivered(sixth)))[0]?.kind === 'ack');
  expect(await effects(id)).toEqual([5, 6]);
  expect(await one.bring(fifth, aDelivery(id, 3))).toEqual([ack, ack]);
  expect(await effects(id)).toEqual([5, 6]);
  expect(await collections().versions.findOne()).toMatchObject({ version: 6, base: 5 });
});

test('the birth of a consumer is its first start, not its last', async () => {
  await consume();
  const born = await collections().births.findOne();
  await stop();
  await consume();
  expect(await collections().births.findOne()).toEqual(born);
});

test('a replay of everything in any order changes nothing, also when the inbox has forgotten it', async () => {
  await consume();
  const { id, of } = versions(4);
  const all = [of(1), of(2), of(3), of(4)];
  await one.bring(...all);
  for (const forgets of [false, true]) {
    if (forgets) await collections().rows.deleteMany({});
    await one.bring(...all.toReversed());
    await one.bring(of(3));
    expect(await effects(id)).toEqual([1, 2, 3, 4]);
    expect(await waiting()).toEqual([]);
  }
  await metric(/inbox_duplicate_effects_total\{.*\} 0/);
});

test('an effect that is committed again because somebody emptied the inbox is counted', async () => {
  await consume();
  const { id, of } = versions(1);
  await one.bring(of(1));
  await collections().rows.deleteMany({});
  await collections().versions.deleteMany({});
  await one.bring(of(1));
  expect(await effects(id)).toEqual([1, 1]);
  await metric(/inbox_duplicate_effects_total\{.*\} 1/);
});

test('an effect that fails leaves nothing of itself, and nothing that waited is lost', async () => {
  let failures = 3;
  await consume(async (session, events) => {
    await append(session, events);
    if (failures-- > 0) throw new Error('failed after writing');
  });
  const { id, of } = versions(3);
  await one.bring(of(3), of(2));
  const [verdict] = await one.bring(of(1));
  expect(verdict).toMatchObject({ kind: 'retry' });
  await metric(/inbox_retries_total\{.*\} [1-9]/);
  expect(await effects(id)).toEqual([]);
  expect(await waiting()).toEqual([2, 3]);
  await until(async () => (await one.bring(redelivered(of(1))))[0]?.kind === 'ack');
  expect(await effects(id)).toEqual([1, 2, 3]);
});

describe('a version that cannot be applied', () => {
  let isMended: boolean;
  beforeEach(async () => {
    isMended = false;
    await consume(
      async (session, events) => {
        if (!isMended && events.some((event) => event.aggregateVersion === 2))
          throw new TypeError('unreadable');
        await append(session, events);
      },
      { attemptsMax: 1 },
    );
  });

  test('is parked and stops its aggregate alone; brought again, it and all behind it are applied', async () => {
    const [poisoned, other] = [versions(4), versions(1)];
    const { of } = poisoned;
    const verdicts = await one.bring(of(1), of(2), of(3), other.of(1));
    expect(verdicts.map((verdict) => verdict.kind)).toEqual(['ack', 'park', 'ack', 'ack']);
    await one.bring(of(4));
    expect(await effects(poisoned.id)).toEqual([1]);
    expect(await effects(other.id)).toEqual([1]);
    expect(await waiting()).toEqual([3, 4]);
    const parked = await collections().parked.findOne();
    expect(parked).toMatchObject({ consumer: name, reason: 'TypeError: unreadable', attempts: 1 });

    isMended = true;
    expect(await one.bring(of(2))).toEqual([ack]);
    expect(await effects(poisoned.id)).toEqual([1, 2, 3, 4]);
    expect(await waiting()).toEqual([]);
    expect(await collections().parked.countDocuments()).toBe(0);
  });

  test('while it waits, is not blamed on the version that it waited for', async () => {
    const { id, of } = versions(3);
    await one.bring(of(2), of(3));
    expect(await one.bring(of(1))).toEqual([ack]);
    expect(await effects(id)).toEqual([1]);
    expect(await collections().parked.find().toArray()).toMatchObject([
      { event: { aggregateVersion: 2 } },
    ]);
    expect(await waiting()).toEqual([3]);
  });
});

test('what waits and what is parked is shown, by consumer', async () => {
  await collections().waiting.insertOne({
    ...{ _id: 'x', consumer: name, key: 'k', version: 3, at: new Date() },
    event: aDelivery(anIdMadeBefore(0), 3).event,
  });
  await consume();
  await until(async () =>
    /inbox_waiting_rows\{.*\} 1/.test(await one.options.metrics.registry.metrics()),
  );
  await metric(/inbox_parked_rows\{.*\} 0/);
  const { of } = versions(2);
  await one.bring(of(2), of(1), of(1));
  await metric(/inbox_events_total\{.*outcome="applied"\} 2/);
  await metric(/inbox_events_total\{.*outcome="duplicate"\} 1/);
  await metric(/inbox_delay_seconds_count\{.*\} 2/);
  await metric(/inbox_round_seconds_count\{.*\} 1$/m);
  await metric(/inbox_apply_seconds_count\{.*\} 1$/m);
});
