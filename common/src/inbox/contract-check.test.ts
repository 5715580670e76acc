import type { Delivery } from '../bus/port.js';
import type { DomainEvent } from '../contracts/domain-event.js';
import type { Job } from '../lifecycle/service.js';
import { aTicketId } from '../testing/backbone.js';
import {
  aDelivery,
  append,
  type ConsumerProcess,
  effectsOf,
  openConsumerProcess,
} from '../testing/consumer-world.js';
import { dropTestDatabase } from '../testing/mongo.js';
import { createStateConsumer, createTransitionConsumer } from './index.js';
import { inboxCollections } from './rows.model.js';

const durable = { name: 'checked.ticket', aggregateTypes: ['ticket'] as const };
let home: ConsumerProcess;
let consumer: Job;
beforeEach(async () => {
  home = await openConsumerProcess();
});
afterEach(async () => {
  await consumer.stop();
  await dropTestDatabase(home.options.database);
});

async function start(create: typeof createStateConsumer | typeof createTransitionConsumer) {
  consumer = create({ ...home.options, ...durable, apply: append });
  await consumer.start();
}

const changed = (delivery: Delivery, event: Partial<DomainEvent>): Delivery => ({
  ...delivery,
  event: { ...delivery.event, ...event },
});

test.each([
  ['data that lacks a field', { data: { ticketId: 'x' } }, /TicketListed breaks its contract/],
  ['a type of another aggregate', { type: 'OrderPlaced' }, /OrderPlaced is no event of ticket/],
])('%s is parked at once, and what came with it is applied', async (_what, wrong, reason) => {
  await start(createStateConsumer);
  const [bad, good] = [changed(aDelivery(aTicketId(), 1), wrong), aDelivery(aTicketId(), 1)];
  const verdicts = await home.bring(good, bad, aDelivery(aTicketId(), 1));
  expect(verdicts.map(({ kind }) => kind)).toEqual(['ack', 'park', 'ack']);
  const { database } = home.options;
  const parked = await inboxCollections(database).parked.find().toArray();
  expect(parked).toMatchObject([{ _id: `${durable.name}:${bad.event.id}`, attempts: 1 }]);
  expect(parked[0]?.reason).toMatch(reason);
  expect(await effectsOf(database, good.event.aggregateId)).toEqual([1]);
});

test.each([
  ['a type that nobody here knows yet', { type: 'TicketEaten' }],
  ['a schema that is newer than ours', { schemaVersion: 99 }],
])('%s waits for a newer version of ours, and is not parked', async (_what, newer) => {
  await start(createStateConsumer);
  const [early, good] = [changed(aDelivery(aTicketId(), 1), newer), aDelivery(aTicketId(), 1)];
  const verdicts = await home.bring(good, early);
  expect(verdicts.map(({ kind }) => kind)).toEqual(['ack', 'ack']);
  const { database } = home.options;
  expect(await inboxCollections(database).parked.countDocuments()).toBe(0);
  const waiting = await inboxCollections(database).deferred.find().toArray();
  expect(waiting).toMatchObject([{ _id: `${durable.name}:${early.event.id}` }]);
  expect(await effectsOf(database, good.event.aggregateId)).toEqual([1]);
});

test('data with a field that nobody here knows yet waits, too', async () => {
  await start(createStateConsumer);
  const delivery = aDelivery(aTicketId(), 1);
  const more = changed(delivery, { data: { ...(delivery.event.data as object), later: true } });
  expect(await home.bring(more)).toEqual([{ kind: 'ack' }]);
  expect(await effectsOf(home.options.database, delivery.event.aggregateId)).toEqual([]);
});

test('where every version counts, nothing is applied past one that breaks its contract', async () => {
  await start(createTransitionConsumer);
  const id = aTicketId();
  const broken = changed(aDelivery(id, 2), { data: {} });
  await home.bring(aDelivery(id, 1), broken, aDelivery(id, 3));
  const { database } = home.options;
  expect(await effectsOf(database, id)).toEqual([1]);
  expect(await inboxCollections(database).waiting.countDocuments()).toBe(1);
  expect(await inboxCollections(database).parked.countDocuments()).toBe(1);
});

test('what was applied once is not judged again when a contract has become stricter', async () => {
  await start(createStateConsumer);
  const delivery = aDelivery(aTicketId(), 1);
  await home.bring(delivery);
  const [verdict] = await home.bring(changed(delivery, { data: {} }));
  expect(verdict).toEqual({ kind: 'ack' });
});
