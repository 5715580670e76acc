import { systemClock } from '../clock.js';
import { runInContext } from '../http/context.js';
import { ensureIndexes, isDuplicateKey } from '../mongo/index.js';
import { aTicketDraft, aTicketId, type Backbone, openBackbone } from '../testing/backbone.js';
import { aSilentLogger } from '../testing/builders.js';
import { countCommands, dropTestDatabase } from '../testing/mongo.js';
import { createOutbox, partitionCount, partitionOf } from './index.js';

let backbone: Backbone;
beforeEach(async () => {
  backbone = await openBackbone('outbox');
});
afterEach(() => dropTestDatabase(backbone.database));

test('many events cost one statement', async () => {
  await backbone.database.transact(async (session) => {
    const commands = countCommands(backbone.database);
    const drafts = Array.from({ length: 50 }, (_value, index) =>
      aTicketDraft(aTicketId(), index + 1),
    );
    await backbone.outbox.add(session, drafts);
    expect(commands.stop()).toEqual({ insert: 1 });
  });
  expect(await backbone.rows()).toHaveLength(50);
});

test('data that breaks its contract is not recorded, and its transaction fails', async () => {
  const draft = { ...aTicketDraft(aTicketId(), 1), data: { passwordHash: 'leaked' } };
  const work = backbone.database.transact((session) => backbone.outbox.add(session, [draft]));
  await expect(work).rejects.toThrow('breaks its contract');
  const draftOfZero = aTicketDraft(aTicketId(), 0);
  const zero = backbone.database.transact((session) => backbone.outbox.add(session, [draftOfZero]));
  await expect(zero).rejects.toThrow('has no version 0');
  expect(await backbone.rows()).toEqual([]);
});

test('a version of an aggregate can be announced once only', async () => {
  const ticketId = aTicketId();
  await backbone.announce(ticketId, 1);
  const again = await backbone.announce(ticketId, 1).catch((error: unknown) => error);
  expect(isDuplicateKey(again)).toBe(true);
});

test('an event carries the request it came from, unless its use case knows better', async () => {
  const current = {
    requestId: 'request-1',
    correlationId: 'journey-1',
    causationId: 'request-1',
    logger: aSilentLogger(),
  };
  const known = { ...aTicketDraft(aTicketId(), 1), causationId: 'event-7' };
  await runInContext(current, () =>
    backbone.database.transact((session) =>
      backbone.outbox.add(session, [aTicketDraft(aTicketId(), 1), known]),
    ),
  );
  expect((await backbone.rows()).map((row) => row.event)).toMatchObject([
    { correlationId: 'journey-1', causationId: 'request-1' },
    { correlationId: 'journey-1', causationId: 'event-7' },
  ]);
});

test('indexes may be made again, and at once from many places', async () => {
  const { database } = backbone;
  const { rows } = createOutbox({ database, clock: systemClock });
  await Promise.all(Array.from({ length: 5 }, () => ensureIndexes(database, [rows])));
  expect(await rows.collection.indexes()).toHaveLength(5);
});

test('partitions are stable, in range and even', () => {
  expect(partitionOf('01939f3a-5b00-7000-8000-000000000005')).toBe(12);
  const counts = new Map<number, number>();
  for (let index = 0; index < 6_400; index += 1) {
    const partition = partitionOf(aTicketId());
    counts.set(partition, (counts.get(partition) ?? 0) + 1);
  }
  expect(counts.size).toBe(partitionCount);
  expect(Math.max(...counts.values())).toBeLessThan(200);
});
