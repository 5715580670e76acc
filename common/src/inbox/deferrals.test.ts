import type { Delivery } from '../bus/port.js';
import type { DomainEvent } from '../contracts/domain-event.js';
import { eventPublished } from '../contracts/event.js';
import type { Job } from '../lifecycle/service.js';
import { createLogger } from '../logging/index.js';
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
import { createStateConsumer, createTransitionConsumer, NotYet } from './index.js';
import { inboxCollections } from './rows.model.js';

const name = 'children.ticket';
const aggregateTypes = ['ticket'] as const;
let home: ConsumerProcess;
let jobs: Job[];
beforeEach(async () => {
  home = await openConsumerProcess();
  jobs = [];
});
afterEach(async () => {
  for (const job of jobs) await job.stop();
  await dropTestDatabase(home.options.database);
});

async function start(job: Job): Promise<void> {
  jobs.push(job);
  await job.start();
}

/** Children wait for a parent, whose arrival is a row that the test writes. */
function needsParent(parent: string, afterMs = 5) {
  let tries = 0;
  const apply: typeof append = async (session, events) => {
    tries += 1;
    const parents = home.options.database.connection.collection<{ _id: string }>('parents');
    if ((await parents.findOne({ _id: parent }, { session })) === null)
      throw new NotYet(
        afterMs,
        'its parent has not arrived',
        events.map((event) => ({ event, waitsFor: `event:${parent}` })),
      );
    await append(session, events);
  };
  const arrive = () =>
    home.options.database.connection
      .collection<{ _id: string }>('parents')
      .insertOne({ _id: parent });
  return { apply, arrive, tries: () => tries };
}

const kept = () => inboxCollections(home.options.database).deferred.countDocuments();
const idsOf = (deliveries: readonly Delivery[]) => deliveries.map((one) => one.event.aggregateId);

async function areApplied(ids: readonly string[]): Promise<boolean> {
  const { database } = home.options;
  const effects = database.connection.collection<{ _id: string }>('effects');
  return (await effects.countDocuments({ _id: { $in: [...ids] }, versions: [1] })) === ids.length;
}

test('three hundred that come before their parent are acknowledged, and applied when it came', async () => {
  const { apply, arrive, tries } = needsParent(aTicketId(), 60_000);
  await start(createStateConsumer({ ...home.options, name, aggregateTypes, apply }));
  const children = Array.from({ length: 300 }, () => aDelivery(aTicketId(), 1));
  for (let at = 0; at < children.length; at += 100) {
    const verdicts = await home.bring(...children.slice(at, at + 100));
    expect(verdicts.every((verdict) => verdict.kind === 'ack')).toBe(true);
  }
  expect(tries()).toBe(3);
  expect(await kept()).toBe(300);
  await arrive();
  await until(() => areApplied(idsOf(children)), { timeoutMs: 20_000 });
  await until(async () => (await kept()) === 0);
});

test('what waits for one parent is asked about together, by one of them', async () => {
  const { apply, tries } = needsParent(aTicketId(), 50);
  await start(createStateConsumer({ ...home.options, name, aggregateTypes, apply }));
  const children = Array.from({ length: 64 }, () => aDelivery(aTicketId(), 1));
  await home.bring(...children);
  const first = tries();
  const { deferred } = inboxCollections(home.options.database);
  await until(async () => ((await deferred.findOne({ tries: { $gte: 4 } })) ?? null) !== null);
  expect(first).toBe(1);
  // Each of the three tries since: once in a round, once alone.
  expect(tries() - first).toBeLessThanOrEqual(12);
});

test('the arrival of the parent in the same service is noticed at once', async () => {
  const parent = aTicketId();
  const { apply, arrive } = needsParent(parent, 4_000);
  await start(createStateConsumer({ ...home.options, name, aggregateTypes, apply }));
  const child = aDelivery(aTicketId(), 1);
  await home.bring(child);
  const other = await openConsumerProcessOn();
  await start(
    createStateConsumer({
      ...{ ...other.options, name: 'parents.event', aggregateTypes: ['event'] as const },
      apply: async () => void (await arrive()),
    }),
  );
  const event = {
    ...child.event,
    ...{ type: eventPublished.type, data: eventPublished.example },
    ...{ aggregateType: 'event', aggregateId: parent },
  } as DomainEvent;
  await other.bring({ event: { ...event, id: aDelivery(parent, 1).event.id }, attempt: 1 });
  await until(() => areApplied([child.event.aggregateId]), { timeoutMs: 2_000 });
});

/** Another bus on the same database object, as of another consumer of this process. */
async function openConsumerProcessOn(): Promise<ConsumerProcess> {
  const process = await openConsumerProcess(home.options.database);
  await process.kill();
  return { ...process, options: { ...process.options, database: home.options.database } };
}

test('of those that wait for the same, one whose try fails keeps the others back with it', async () => {
  const { apply, arrive } = needsParent(aTicketId(), 60_000);
  const failed: number[] = [];
  let isArrived = false;
  const mayFail: typeof apply = async (session, events) => {
    if (!isArrived || failed.length === 3) return apply(session, events);
    failed.push(events.length);
    throw new Error('the database is not itself');
  };
  await start(createStateConsumer({ ...home.options, name, aggregateTypes, apply: mayFail }));
  const children = Array.from({ length: 50 }, () => aDelivery(aTicketId(), 1));
  await home.bring(...children);
  expect(await kept()).toBe(50);
  await arrive();
  isArrived = true;
  await until(() => areApplied(idsOf(children)), { timeoutMs: 20_000 });
  expect(failed).toEqual([1, 1, 1]);
});

test('what a process left is taken up by the next one', async () => {
  const { apply, arrive } = needsParent(aTicketId(), 50);
  const consumer = createStateConsumer({ ...home.options, name, aggregateTypes, apply });
  await consumer.start();
  const child = aDelivery(aTicketId(), 1);
  await home.bring(child);
  await consumer.stop();
  await arrive();
  await start(createStateConsumer({ ...home.options, name, aggregateTypes, apply }));
  await until(() => areApplied([child.event.aggregateId]), { timeoutMs: 8_000 });
});

test('later versions wait behind one that is deferred, and follow it in order', async () => {
  const { apply, arrive } = needsParent(aTicketId());
  await start(createTransitionConsumer({ ...home.options, name, aggregateTypes, apply }));
  const id = aTicketId();
  for (const version of [1, 3, 2]) await home.bring(aDelivery(id, version));
  await until(async () => (await kept()) > 0);
  expect(await effectsOf(home.options.database, id)).toEqual([]);
  await arrive();
  const { database } = home.options;
  await until(async () => (await effectsOf(database, id)).length === 3, { timeoutMs: 10_000 });
  expect(await effectsOf(database, id)).toEqual([1, 2, 3]);
  await until(async () => (await kept()) === 0);
});

test('what could not be stored for later comes again, and the log says what the database said', async () => {
  const { apply } = needsParent(aTicketId());
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const faultPoint = async (step: string) => {
    if (step === `before:${name}.defer`) throw new Error('no space left');
  };
  const logger = createLogger({ name: 'test', level: 'warn', destination });
  const options = { ...home.options, name, aggregateTypes, apply, logger, faultPoint };
  await start(createStateConsumer(options));
  const verdicts = await home.bring(aDelivery(aTicketId(), 1), aDelivery(aTicketId(), 1));
  const putOff = { kind: 'retry', reason: 'Error: no space left' };
  expect(verdicts).toMatchObject([putOff, putOff]);
  expect(lines.join('')).toContain('no space left');
});
