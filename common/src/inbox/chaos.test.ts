import type { ClientSession } from 'mongoose';
import type { Bus, Verdict } from '../bus/index.js';
import type { DomainEvent } from '../contracts/domain-event.js';
import type { Job } from '../lifecycle/service.js';
import { databaseOf } from '../mongo/session-database.js';
import { aTicketId, type Backbone, openBackbone } from '../testing/backbone.js';
import { aSilentLogger } from '../testing/builders.js';
import { dropTestDatabase } from '../testing/mongo.js';
import { until } from '../testing/until.js';
import { createStateConsumer } from './index.js';
import { inboxCollections } from './rows.model.js';

interface Copy {
  readonly _id: string;
  readonly version: number;
}

const durable = { name: 'chaos.ticket', aggregateTypes: ['ticket'] as const };
const versionsMax = 12;
let backbone: Backbone;
beforeEach(async () => {
  backbone = await openBackbone('chaos');
});
afterEach(() => dropTestDatabase(backbone.database));

/** Fails one time in five, before or after writing; refuses ever to go back. */
async function copyBadly(session: ClientSession, events: readonly DomainEvent[]): Promise<void> {
  const copies = databaseOf(session).collection<Copy>('copies');
  if (Math.random() < 0.1) throw new Error('before writing');
  for (const { aggregateId: _id, aggregateVersion: version } of events) {
    const known = await copies.findOne({ _id }, { session });
    if (known !== null && known.version >= version) throw new Error('WENT BACK');
    await copies.updateOne({ _id }, { $set: { version } }, { session, upsert: true });
  }
  if (Math.random() < 0.1) throw new Error('after writing');
}

/** Loses one answer in ten: the effect is there, and the bus does not know. */
function forgetful(bus: Bus): Bus {
  const lost: Verdict = { kind: 'retry', afterMs: 5, reason: 'the answer was lost' };
  return {
    ...bus,
    subscribe: (wanted, handler) =>
      bus.subscribe(wanted, async (deliveries) => {
        const verdicts = await handler(deliveries);
        return verdicts.map((verdict) => (Math.random() < 0.1 ? lost : verdict));
      }),
  };
}

test('with failing effects, lost answers and restarts every copy ends at its last version', async () => {
  const ids = Array.from({ length: 25 }, aTicketId);
  async function startProcess(): Promise<Job[]> {
    const bus = forgetful(backbone.bus([durable]));
    const { database, metrics } = backbone;
    const logger = aSilentLogger();
    const apply = copyBadly;
    const options = { ...durable, database, bus, logger, metrics, apply, attemptsMax: 1_000 };
    const jobs: Job[] = [
      backbone.relay(bus, { backoffMsMin: 5, backoffMsMax: 20 }),
      createStateConsumer(options),
    ];
    for (const job of jobs) await job.start();
    return jobs;
  }
  const stopProcess = async (jobs: readonly Job[]) => {
    for (const job of jobs.toReversed()) await job.stop();
  };

  for (let version = 1; version <= versionsMax; version += 1) {
    const jobs = await startProcess();
    await Promise.all(ids.map((id) => backbone.announce(id, version)));
    await stopProcess(jobs);
  }
  const jobs = await startProcess();
  await until(() => backbone.isAllPublished(), { timeoutMs: 25_000 });
  await stopProcess(jobs);

  const { parked, rows } = inboxCollections(backbone.database);
  expect(await parked.countDocuments()).toBe(0);
  expect(await rows.countDocuments()).toBe(ids.length * versionsMax);
  const copies = backbone.database.connection.db?.collection<Copy>('copies');
  const found = (await copies?.find().toArray()) ?? [];
  expect(found).toHaveLength(ids.length);
  expect(found.every((copy) => copy.version === versionsMax)).toBe(true);
});
