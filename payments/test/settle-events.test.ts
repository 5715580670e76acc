import { type EventId, newId, type UserId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { createEventRepository, type EventRepository } from '../src/data/event.repository.js';

let database: Database;
let events: EventRepository;
const hourMs = 3_600_000;

beforeAll(async () => {
  database = await openTestDatabase('settle_events');
  events = createEventRepository(database);
});

afterAll(() => dropTestDatabase(database));

async function anEventThatEnded(agoMs: number): Promise<EventId> {
  const _id = newId<EventId>();
  const endsAt = new Date(Date.now() - agoMs);
  const facts = { _id, organiserId: newId<UserId>(), endsAt, version: 1 };
  await database.transact((session) => events.save(session, [{ ...facts, status: 'scheduled' }]));
  return _id;
}

const booked = (id: EventId) => database.transact((session) => events.unsettle(session, [id]));

async function settled(id: EventId): Promise<void> {
  const event = await events.findUnsettled(0);
  if (event?._id !== id) throw new Error('the Event is over');
  await events.settle(event);
}

test('a sale that is booked while sellers are told has them told again', async () => {
  const id = await anEventThatEnded(2 * hourMs);
  const event = await events.findUnsettled(0);
  await booked(id);
  if (event !== null) await events.settle(event);
  expect((await events.findUnsettled(0))?._id).toBe(id);

  await settled(id);
  expect(await events.findUnsettled(0)).toBeNull();
  await booked(id);
  await settled(id);
  expect(await events.findUnsettled(0)).toBeNull();
});

test('a sale long before the end does not write the row of its Event', async () => {
  const id = await anEventThatEnded(-2 * hourMs);
  await booked(id);
  const row = await database.connection.collection('events').findOne({ _id: id });
  expect(row).not.toHaveProperty('lateSales');
});
