import type { ClientSession } from 'mongoose';
import type { DomainEvent } from '../contracts/domain-event.js';
import { noFaults } from '../fault-point.js';
import { aTicketId } from '../testing/backbone.js';
import {
  aDelivery,
  append,
  type ConsumerProcess,
  effectsOf,
  openConsumerProcess,
} from '../testing/consumer-world.js';
import { dropTestDatabase } from '../testing/mongo.js';
import { until } from '../testing/until.js';
import { createDeferrals } from './deferrals.js';
import { createStateConsumer, NotYet } from './index.js';
import { inboxCollections } from './rows.model.js';

const name = 'races.ticket';
const parent = 'event:its-parent';

/** A consumer here, which a test may stop at its steps, and what another process would do. */
let home: ConsumerProcess;
let other: ConsumerProcess;
beforeEach(async () => {
  home = await openConsumerProcess();
  other = await openConsumerProcess(home.options.database);
});
afterEach(async () => {
  await other.kill();
  await dropTestDatabase(home.options.database);
});

const elsewhere = () =>
  createDeferrals({ consumer: name, database: other.options.database, faultPoint: noFaults });
const deferred = () => inboxCollections(home.options.database).deferred;

/** Children are too early until `arrive`; what has arrived is not in a snapshot read before. */
async function startConsumer(atStep: (step: string) => Promise<void>) {
  let hasArrived = false;
  const consumer = createStateConsumer({
    ...{ ...home.options, name, aggregateTypes: ['ticket'] as const, faultPoint: atStep },
    async apply(session: ClientSession, events: readonly DomainEvent[]) {
      const early = events.map((event) => ({ event, waitsFor: parent }));
      if (!hasArrived) throw new NotYet(5, 'its parent has not arrived', early);
      await append(session, events);
    },
  });
  await consumer.start();
  return {
    stop: () => consumer.stop(),
    arrive: () => {
      hasArrived = true;
    },
  };
}

/** Runs `work` when a step is reached for the nth time. */
function onNth(step: string, n: number, work: () => Promise<void>) {
  let times = 0;
  return async (reached: string) => {
    if (reached !== step) return;
    times += 1;
    if (times === n) await work();
  };
}

const isApplied = async (id: string) =>
  (await effectsOf(home.options.database, id)).join() === '1' &&
  (await deferred().countDocuments()) === 0;

test('what another process hurries while it is tried here is kept, and applied', async () => {
  const child = aDelivery(aTicketId(), 1);
  const atStep = onNth(`before:${name}.defer`, 2, async () => {
    consumer.arrive();
    await elsewhere().hurry([parent]);
  });
  const consumer = await startConsumer(atStep);
  expect(await home.bring(child)).toEqual([{ kind: 'ack' }]);
  await until(() => isApplied(child.event.aggregateId));
  await consumer.stop();
});

test('what another process has claimed meanwhile, and will try again, is kept, and applied', async () => {
  const child = aDelivery(aTicketId(), 1);
  let claimed: Awaited<ReturnType<ReturnType<typeof elsewhere>['claim']>> = [];
  const hurried = onNth(`before:${name}.defer`, 2, async () => {
    await elsewhere().hurry([parent]);
    claimed = await elsewhere().claim(128);
  });
  const retried = onNth(`after:${name}.undefer`, 1, async () => {
    await elsewhere().retry(claimed, 5);
    consumer.arrive();
  });
  const consumer = await startConsumer(async (step) => {
    await hurried(step);
    await retried(step);
  });
  expect(await home.bring(child)).toEqual([{ kind: 'ack' }]);
  await until(() => isApplied(child.event.aggregateId));
  expect(claimed).toHaveLength(1);
  await consumer.stop();
});

test('what was hurried while it was tried is due at once, not after another pause', async () => {
  const { event } = aDelivery(aTicketId(), 1);
  const deferral = { event, afterMs: 4_000, waitsFor: parent, reason: 'early' };
  await elsewhere().defer([deferral], 60_000);
  await elsewhere().hurry([parent]);
  expect(await elsewhere().claim(128)).toHaveLength(1);
  await elsewhere().hurry([parent]);
  await elsewhere().defer([deferral], 60_000);
  expect(await elsewhere().dueInMs()).toBe(0);
});

test('putting off what waits for the same does not undo that another process hurried it', async () => {
  const deferrals = [1, 2, 3].map((version) => {
    const { event } = aDelivery(aTicketId(), version);
    return { event, afterMs: 5, waitsFor: parent, reason: 'early' };
  });
  await elsewhere().defer(deferrals, 60_000);
  await elsewhere().hurry([parent]);
  const claimed = await elsewhere().claim(2);
  await elsewhere().hurry([parent]);
  await elsewhere().postpone(claimed, new Date(Date.now() + 60_000));
  expect(await elsewhere().claim(128)).toHaveLength(3);
});
