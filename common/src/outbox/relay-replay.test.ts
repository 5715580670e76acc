import type { Bus } from '../bus/index.js';
import type { PublishOptions } from '../bus/port.js';
import type { Job } from '../lifecycle/service.js';
import { aTicketId, type Backbone, openBackbone } from '../testing/backbone.js';
import { createRecordingBus } from '../testing/bus.js';
import { dropTestDatabase } from '../testing/mongo.js';
import { until } from '../testing/until.js';
import { outboxRows } from './row.model.js';

let backbone: Backbone;
let relay: Job | null = null;
beforeEach(async () => {
  backbone = await openBackbone('replay');
});
afterEach(async () => {
  await relay?.stop();
  await dropTestDatabase(backbone.database);
});

test("an operator's replay is sent under its own id, unfenced and in order, and is then over", async () => {
  const sent: { version: number; options: PublishOptions | undefined }[] = [];
  const bus: Bus = {
    ...createRecordingBus(),
    async publish({ aggregateVersion: version }, options) {
      sent.push({ version, options });
      return { duplicate: false };
    },
  };
  const ticketId = aTicketId();
  await backbone.announce(ticketId, 1, 4);
  relay = backbone.relay(bus);
  await relay.start();
  await until(() => backbone.isAllPublished());
  sent.length = 0;
  const rows = outboxRows(backbone.database);
  await rows.updateMany(
    { aggregateId: ticketId, aggregateVersion: { $in: [2, 3] } },
    { $set: { pending: true, replay: 'run-1' } },
  );
  await until(async () => (await rows.countDocuments({ pending: true })) === 0);
  const options = { attempt: 2, replayId: 'run-1', fenced: false };
  expect(sent).toEqual([
    { version: 2, options },
    { version: 3, options },
  ]);
  expect(await rows.countDocuments({ replay: { $exists: true } })).toBe(0);
  await backbone.announce(ticketId, 5);
  await until(() => backbone.isAllPublished());
  expect(sent.at(-1)).toEqual({ version: 5, options: { attempt: 1 } });
});
