import { systemClock } from '../../clock.js';
import type { DomainEvent } from '../../contracts/domain-event.js';
import type { Job } from '../../lifecycle/service.js';
import { aTicketId, type Backbone, openBackbone } from '../../testing/backbone.js';
import { createRecordingBus } from '../../testing/bus.js';
import { areShared, ownedBy, startLeases } from '../../testing/leases.js';
import { dropTestDatabase } from '../../testing/mongo.js';
import { until } from '../../testing/until.js';
import { listParkedRows, readOutboxStatus, unparkRows } from './index.js';

let backbone: Backbone;
beforeEach(async () => {
  backbone = await openBackbone('operator');
});
afterEach(() => dropTestDatabase(backbone.database));

const failing = { attemptsMax: 2, backoffMsMin: 1, backoffMsMax: 60_000 };

test('an unparked row is published, and at once what waited behind it', async () => {
  const [bad, good] = [aTicketId(), aTicketId()];
  const bus = createRecordingBus();
  let isMended = false;
  const relay: Job = backbone.relay(
    {
      ...bus,
      async publish(event: DomainEvent) {
        if (event.aggregateId === bad && !isMended) throw new Error('too large');
        return bus.publish(event);
      },
    },
    failing,
  );
  await relay.start();
  await backbone.announce(bad, 1, 3);
  await backbone.announce(good, 1);
  await until(async () => (await listParkedRows(backbone.database)).length === 1);

  const [parked] = await listParkedRows(backbone.database);
  expect(parked).toMatchObject({
    ...{ type: 'TicketListed', aggregateType: 'ticket', aggregateId: bad, aggregateVersion: 1 },
    ...{ reason: 'Error: too large', failedAttempts: 2, waitingBehind: 2 },
  });
  const { database } = backbone;
  const status = await readOutboxStatus(database, systemClock);
  expect(status).toMatchObject({ pending: 2, parked: 1, leases: null });

  isMended = true;
  expect(await unparkRows(database, ['nobody'])).toEqual([]);
  expect(await unparkRows(database, 'all')).toEqual([{ id: parked?.id, behind: 2 }]);
  // Behind a parked row they would have waited for a minute.
  await until(() => backbone.isAllPublished());
  const versions = bus.published.filter((event) => event.aggregateId === bad);
  expect(versions.map((event) => event.aggregateVersion)).toEqual([1, 2, 3]);
  expect(await listParkedRows(database)).toEqual([]);
  await relay.stop();
});

test('the status names who owns the partitions, and which nobody does', async () => {
  const { database } = backbone;
  const one = await startLeases('one', { database });
  const two = await startLeases('two', { database });
  const relays = [one, two];
  await until(() => areShared(database, relays));
  const [first = one] = [one, two].filter((relay) => ownedBy(relay).includes(0));
  await first.rememberBrokerOrigin([0], 'stream of March');
  const { leases } = await readOutboxStatus(database, systemClock);
  expect(leases?.relays.map((relay) => relay.partitions.length)).toEqual([32, 32]);
  expect(leases?.relays.every((relay) => relay.isAlive)).toBe(true);
  expect(leases).toMatchObject({ partitionsWithoutOwner: [], brokerOrigins: ['stream of March'] });
  for (const relay of relays) await relay.stop();
  const after = (await readOutboxStatus(database, systemClock)).leases;
  expect(after?.relays).toEqual([]);
  expect(after?.partitionsWithoutOwner).toHaveLength(64);
});
