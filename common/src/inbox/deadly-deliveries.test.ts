import type { ClientSession } from 'mongoose';
import type { Delivery, Verdict } from '../bus/port.js';
import type { DomainEvent } from '../contracts/domain-event.js';
import { Problem } from '../errors.js';
import { type FaultPoint, noFaults } from '../fault-point.js';
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
import { createStateConsumer, createTransitionConsumer } from './index.js';
import { inboxCollections } from './rows.model.js';

const ack = { kind: 'ack' };
let home: ConsumerProcess;
beforeEach(async () => {
  home = await openConsumerProcess();
});
afterEach(() => dropTestDatabase(home.options.database));

const collections = () => inboxCollections(home.options.database);
const effects = ({ event }: Delivery) => effectsOf(home.options.database, event.aggregateId);

/** An aggregate younger than the consumer. */
const aYoungId = () => anIdMadeBefore(-1_000);

/** Brings what is not settled again and again, to a new process whenever one has ended. */
async function bringUntilSettled(
  createConsumer: typeof createStateConsumer,
  deliveries: readonly Delivery[],
  deadly: DomainEvent,
): Promise<{ deaths: number; verdicts: ReadonlyMap<string, Verdict> }> {
  const verdicts = new Map<string, Verdict>();
  let left = deliveries;
  let deaths = 0;
  while (left.length > 0) {
    const process = await openConsumerProcess(home.options.database);
    let hasDied = false;
    async function apply(session: ClientSession, events: readonly DomainEvent[]): Promise<void> {
      await append(session, events);
      if (!events.includes(deadly) && !events.some((event) => event.id === deadly.id)) return;
      hasDied = true;
      await new Promise(() => undefined);
    }
    const { options } = process;
    const consumer = createConsumer({ ...durable, ...options, apply });
    await consumer.start();
    let answers: readonly Verdict[] | undefined;
    process.bring(...left).then(
      (found) => {
        answers = found;
      },
      () => undefined,
    );
    await until(() => hasDied || answers !== undefined);
    for (const [at, verdict] of (answers ?? []).entries())
      if (verdict.kind !== 'retry') verdicts.set(left[at]?.event.id ?? '', verdict);
    await consumer.stop();
    await process.kill();
    if (hasDied) deaths += 1;
    if (deaths > 20) throw new Error('Nothing ends it');
    left = left.filter(({ event }) => !verdicts.has(event.id)).map(redelivered);
  }
  return { deaths, verdicts };
}

const durable = { name: 'deadly.ticket', aggregateTypes: ['ticket'] as const };

test('a delivery that ends every process is parked; those that came with it are applied once', async () => {
  const deliveries = Array.from({ length: 6 }, () => aDelivery(aYoungId(), 1));
  const [, , deadly] = deliveries as [Delivery, Delivery, Delivery];
  const ended = await bringUntilSettled(createStateConsumer, deliveries, deadly.event);
  // The first one had no record; five more had.
  expect(ended.deaths).toBe(6);
  expect(ended.verdicts.get(deadly.event.id)).toMatchObject({ kind: 'park' });
  expect(await collections().parked.find().toArray()).toMatchObject([
    { event: { id: deadly.event.id }, reason: 'Error: It ended the process 5 times', attempts: 5 },
  ]);
  expect(await effects(deadly)).toEqual([]);
  for (const one of deliveries.filter((other) => other !== deadly))
    expect(await effects(one)).toEqual([1]);
  expect(await collections().failures.countDocuments()).toBe(0);
});

test('a waiting version that ends every process is parked, not the one that it waited for', async () => {
  const id = aYoungId();
  const [first, second, third] = [aDelivery(id, 1), aDelivery(id, 2), aDelivery(id, 3)];
  const consumer = createTransitionConsumer({ ...durable, ...home.options, apply: append });
  await consumer.start();
  await home.bring(second, third);
  await consumer.stop();
  const ended = await bringUntilSettled(createTransitionConsumer, [first], second.event);
  expect(ended.verdicts.get(first.event.id)).toEqual(ack);
  expect(await effects(first)).toEqual([1]);
  const [parked] = await collections().parked.find().toArray();
  expect(parked).toMatchObject({ event: { id: second.event.id }, attempts: 5 });
  expect((await collections().waiting.find().toArray()).map((row) => row.version)).toEqual([3]);
});

test('a process that goes on is not taken for one that was ended: its own starts do not count', async () => {
  let failures = 20;
  const consumer = createStateConsumer({
    ...{ ...durable, ...home.options, attemptsMax: 100 },
    apply: async (session, events) => {
      if (failures-- > 0) throw new Error('not this time');
      await append(session, events);
    },
  });
  await consumer.start();
  const delivery = aDelivery(aYoungId(), 1, 2);
  await until(async () => (await home.bring(delivery))[0]?.kind === 'ack');
  await consumer.stop();
  expect(await effects(delivery)).toEqual([1]);
  expect(await collections().parked.countDocuments()).toBe(0);
});

describe('a delivery that is put off is not taken for a deadly one', () => {
  const brought = aDelivery(aYoungId(), 1, 2);

  /** One process after another meets an outage with it. */
  async function meetOutages(lives: number, faultPoint: FaultPoint = noFaults) {
    for (let life = 0; life < lives; life += 1) {
      const process = await openConsumerProcess(home.options.database);
      const apply = async () => {
        throw new Problem('outcome_unknown', 'The database does not answer');
      };
      await createStateConsumer({ ...durable, ...process.options, apply, faultPoint }).start();
      expect(await process.bring(brought)).toMatchObject([{ kind: 'retry' }]);
      // Any round settles what could not be written before.
      await process.bring();
      await process.kill();
    }
  }

  async function expectApplied(delivery: Delivery): Promise<void> {
    await createStateConsumer({ ...durable, ...home.options, apply: append }).start();
    expect(await home.bring(delivery)).toEqual([ack]);
    expect(await effects(delivery)).toEqual([1]);
  }

  test('by process after process that meets an outage', async () => {
    await meetOutages(6);
    await expectApplied(brought);
  });

  test('by processes whose outage goes on when that is to be recorded', async () => {
    let tries = 0;
    await meetOutages(6, async (name) => {
      if (name !== 'before:deadly.ticket.record-release') return;
      tries += 1;
      if (tries % 2 === 1) throw new Error('unreachable');
    });
    expect(tries).toBe(12);
    await expectApplied(brought);
  });

  test('by processes that meet an outage when its turn has come after it waited', async () => {
    const id = aYoungId();
    const [first, second] = [aDelivery(id, 1, 2), aDelivery(id, 2)];
    for (let life = 0; life < 6; life += 1) {
      const process = await openConsumerProcess(home.options.database);
      const apply = async (session: ClientSession, events: readonly DomainEvent[]) => {
        const isSecond = events.some((event) => event.aggregateVersion === 2);
        if (isSecond) throw new Problem('outcome_unknown', 'The database does not answer');
        await append(session, events);
      };
      await createTransitionConsumer({ ...durable, ...process.options, apply }).start();
      if (life === 0) await process.bring(second);
      expect(await process.bring(first)).toMatchObject([{ kind: 'retry' }]);
      await process.kill();
    }
    await createTransitionConsumer({ ...durable, ...home.options, apply: append }).start();
    expect(await home.bring(first)).toEqual([ack]);
    expect(await effects(first)).toEqual([1, 2]);
  });

  test('by processes in which its aggregate has no base yet', async () => {
    const waits = aDelivery(anIdMadeBefore(60_000), 2, 2);
    for (let life = 0; life < 6; life += 1) {
      const process = await openConsumerProcess(home.options.database);
      await createTransitionConsumer({ ...durable, ...process.options, apply: append }).start();
      expect(await process.bring(waits)).toMatchObject([{ kind: 'retry' }]);
      const [failure] = await collections().failures.find().toArray();
      expect(failure?.unfinishedBy ?? []).toEqual([]);
      await process.kill();
    }
  });
});
