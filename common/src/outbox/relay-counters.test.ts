import type { Bus } from '../bus/index.js';
import { aTicketId, type Backbone, openBackbone } from '../testing/backbone.js';
import { createRecordingBus } from '../testing/bus.js';
import { dropTestDatabase } from '../testing/mongo.js';
import { until } from '../testing/until.js';

let backbone: Backbone;
beforeEach(async () => {
  backbone = await openBackbone('counters');
});
afterEach(() => dropTestDatabase(backbone.database));

test('what the broker had already is counted, and what is new to it is not', async () => {
  const recording = createRecordingBus();
  const bus: Bus = {
    ...recording,
    async publish(event) {
      await recording.publish(event);
      return { duplicate: event.aggregateVersion === 2 };
    },
  };
  const relay = backbone.relay(bus);
  await relay.start();
  await backbone.announce(aTicketId(), 1, 3);
  await backbone.announce(aTicketId(), 1, 2);
  await until(() => backbone.isAllPublished());
  await relay.stop();
  const { name } = backbone.database;
  const text = await backbone.metrics.registry.metrics();
  expect(text).toContain(`outbox_broker_duplicates_total{database="${name}"} 2`);
});
