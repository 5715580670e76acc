import type { ClientSession } from 'mongoose';
import type { DomainEvent } from '../contracts/domain-event.js';
import { ticketListed } from '../contracts/ticket.js';
import { type FaultPoint, noFaults } from '../fault-point.js';
import { newId } from '../ids.js';
import { databaseOf } from '../mongo/session-database.js';
import { aTicketId, type Backbone, openBackbone } from '../testing/backbone.js';
import { aSilentLogger } from '../testing/builders.js';
import { createRecordingBus } from '../testing/bus.js';
import { dropTestDatabase } from '../testing/mongo.js';
import { createTransitionConsumer } from './index.js';

let backbone: Backbone;
beforeEach(async () => {
  backbone = await openBackbone('race');
});
afterEach(() => dropTestDatabase(backbone.database));

/** A process of its own as far as the consumer can tell. */
async function aProcess(faultPoint: FaultPoint) {
  const { database, metrics } = backbone;
  const bus = createRecordingBus();
  await createTransitionConsumer({
    ...{ name: 'race.ticket', aggregateTypes: ['ticket'], database, bus, metrics, faultPoint },
    logger: aSilentLogger(),
    async apply(session: ClientSession, events: readonly DomainEvent[]) {
      const effects = databaseOf(session).collection('effects');
      for (const { aggregateVersion } of events)
        await effects.insertOne({ version: aggregateVersion }, { session });
    },
  }).start();
  return bus;
}

function aVersion(aggregateId: string, aggregateVersion: number): DomainEvent {
  const { type, aggregateType, schemaVersion, example: data } = ticketListed;
  const envelope = { id: newId(), type, schemaVersion, aggregateType, aggregateId, data };
  const context = { correlationId: 'c', causationId: 'c', occurredAt: '2027-01-01T00:00:00.000Z' };
  return { ...envelope, ...context, aggregateVersion } as unknown as DomainEvent;
}

test.each([1, 2])(
  'version %i is applied in one process while the next begins to wait in another: both are applied',
  async (first) => {
    const id = aTicketId();
    let beside: Promise<unknown> = Promise.resolve();
    let isReached = false;
    const other = await aProcess(noFaults);
    // The snapshot is read; the other process' whole round fits in before anything is written.
    const one = await aProcess(async (name) => {
      if (name !== 'before:race.ticket.write' || isReached) return;
      isReached = true;
      beside = other.deliver(aVersion(id, first + 1));
      await beside;
    });
    if (first === 2) await other.deliver(aVersion(id, 1));
    expect(await one.deliver(aVersion(id, first))).toEqual([{ kind: 'ack' }]);
    await beside;
    expect(isReached).toBe(true);
    const effects = await backbone.database.connection.collection('effects').find().toArray();
    const expected = Array.from({ length: first + 1 }, (_value, index) => index + 1);
    expect(effects.map((effect) => effect['version'])).toEqual(expected);
  },
);
