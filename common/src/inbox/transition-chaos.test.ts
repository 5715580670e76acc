import { setTimeout as wait } from 'node:timers/promises';
import type { ClientSession } from 'mongoose';
import type { Delivery } from '../bus/port.js';
import type { DomainEvent } from '../contracts/domain-event.js';
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
import { createTransitionConsumer } from './index.js';
import { inboxCollections } from './rows.model.js';

const aggregates = 20;
const versionsMax = 10;
const killsMax = 8;
const roundSizeMax = 12;
let home: ConsumerProcess;
beforeEach(async () => {
  home = await openConsumerProcess();
});
afterEach(() => dropTestDatabase(home.options.database));

/** Fails one time in ten, before or after writing. */
async function appendBadly(session: ClientSession, events: readonly DomainEvent[]): Promise<void> {
  if (Math.random() < 0.05) throw new Error('before writing');
  await append(session, events);
  if (Math.random() < 0.05) throw new Error('after writing');
}

/** Never promises an order, brings one in five twice, and loses one answer in ten. */
function createWildBroker(deliveries: readonly Delivery[]) {
  const left = new Set(deliveries);
  return {
    isEmpty: () => left.size === 0,
    take(): Delivery[] {
      const taken = [...left].sort(() => Math.random() - 0.5).slice(0, roundSizeMax);
      for (const one of taken) left.delete(one);
      return taken.flatMap((one) => (Math.random() < 0.2 ? [one, one] : [one]));
    },
    bringAgain(unsettled: readonly Delivery[]) {
      for (const one of new Set(unsettled)) left.add(redelivered(one));
    },
  };
}

/** A process that stops for good at one of its next awaits, if it is doomed. */
async function startProcess(isDoomed: boolean) {
  const process = await openConsumerProcess(home.options.database);
  let awaitsLeft = isDoomed ? Math.ceil(Math.random() * 40) : Number.POSITIVE_INFINITY;
  let die: () => void = () => undefined;
  const death = new Promise<'died'>((resolve) => {
    die = () => resolve('died');
  });
  const consumer = createTransitionConsumer({
    ...{ name: 'chaos.ticket', aggregateTypes: ['ticket'] as const, ...process.options },
    ...{ apply: appendBadly, attemptsMax: 1_000 },
    async faultPoint() {
      awaitsLeft -= 1;
      if (awaitsLeft > 0) return;
      die();
      await new Promise(() => undefined);
    },
  });
  await consumer.start();
  return { ...process, consumer, death };
}

test('whatever the order, repetition and crashes, each version has its effect once and in its turn', async () => {
  const ids = Array.from({ length: aggregates }, () => anIdMadeBefore(-1_000));
  const deliveries = ids.flatMap((id) =>
    Array.from({ length: versionsMax }, (_value, index) => aDelivery(id, index + 1)),
  );
  const broker = createWildBroker(deliveries);
  let kills = 0;
  let underWay = 0;

  async function replica(): Promise<void> {
    let process = await startProcess(kills < killsMax);
    while (!broker.isEmpty() || underWay > 0) {
      const taken = broker.take();
      if (taken.length === 0) {
        await wait(5);
        continue;
      }
      underWay += 1;
      const bringing = process.bring(...taken);
      bringing.catch(() => undefined);
      const verdicts = await Promise.race([bringing, process.death]);
      const isOver = (at: number) => verdicts !== 'died' && verdicts[at]?.kind === 'ack';
      broker.bringAgain(taken.filter((_one, at) => !isOver(at) || Math.random() < 0.1));
      underWay -= 1;
      if (verdicts !== 'died') continue;
      kills += 1;
      // What stands at an await of a dead process never ends, and nor does a stop that waits for it.
      void process.consumer.stop();
      await process.kill();
      process = await startProcess(kills < killsMax);
    }
    await process.consumer.stop();
    await process.kill();
  }
  await Promise.all([replica(), replica()]);

  expect(kills).toBeGreaterThanOrEqual(killsMax);
  const inOrder = Array.from({ length: versionsMax }, (_value, index) => index + 1);
  for (const id of ids) expect(await effectsOf(home.options.database, id)).toEqual(inOrder);
  const { parked, waiting, rows } = inboxCollections(home.options.database);
  expect(await parked.countDocuments()).toBe(0);
  expect(await waiting.countDocuments()).toBe(0);
  expect(await rows.countDocuments()).toBe(aggregates * versionsMax);
}, 60_000);
