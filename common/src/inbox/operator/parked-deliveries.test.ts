import { replay } from '../../outbox/operator/index.js';
import { aTicketId, type Backbone, openBackbone } from '../../testing/backbone.js';
import { aSilentLogger } from '../../testing/builders.js';
import { dropTestDatabase } from '../../testing/mongo.js';
import { until } from '../../testing/until.js';
import { createStateConsumer, createTransitionConsumer } from '../index.js';
import { listParkedDeliveries, readInboxStatus } from './index.js';

let backbone: Backbone;
beforeEach(async () => {
  backbone = await openBackbone('unpark');
});
afterEach(() => dropTestDatabase(backbone.database));

test.each([
  ['transition', createTransitionConsumer, [1, 2, 3], 1],
  ['state', createStateConsumer, [1, 3], 0],
] as const)(
  'a parked version of a %s consumer goes on when its event is replayed',
  async (_kind, create, expected, waitingBehind) => {
    const { database, metrics } = backbone;
    const ticket = aTicketId();
    const bus = backbone.bus([{ name: 'parking.ticket', aggregateTypes: ['ticket'] }]);
    const applied: number[] = [];
    let isMended = false;
    const consumer = create({
      ...{ name: 'parking.ticket', aggregateTypes: ['ticket'] as const, attemptsMax: 1 },
      ...{ bus, database, metrics, logger: aSilentLogger() },
      async apply(_session, events) {
        const versions = events.map((event) => event.aggregateVersion);
        if (versions.includes(2) && !isMended) throw new Error('no such column');
        applied.push(...versions);
      },
    });
    const relay = backbone.relay(bus);
    await consumer.start();
    await relay.start();
    for (const version of [1, 2, 3]) {
      await backbone.announce(ticket, version);
      await until(() => backbone.isAllPublished());
    }
    const [parked] = await listParkedDeliveries(database);
    expect(parked).toMatchObject({
      ...{
        consumer: 'parking.ticket',
        reason: 'Error: no such column',
        attempts: 1,
        waitingBehind,
      },
      event: { aggregateId: ticket, aggregateVersion: 2 },
    });
    expect(await readInboxStatus(database)).toEqual({
      parked: 1,
      waiting: waitingBehind,
      deferred: 0,
    });

    isMended = true;
    await replay(database, { kind: 'ids', ids: [parked?.event.id ?? ''] });
    await until(async () => (await readInboxStatus(database)).parked === 0);
    expect(applied).toEqual(expected);
    expect(await readInboxStatus(database)).toEqual({ parked: 0, waiting: 0, deferred: 0 });
    await relay.stop();
    await consumer.stop();
  },
);
