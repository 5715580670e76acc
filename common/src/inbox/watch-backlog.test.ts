import type { mongo } from 'mongoose';
import { systemClock } from '../clock.js';
import { createMetrics } from '../metrics/index.js';
import { openDatabase } from '../mongo/index.js';
import { openTcpProxy } from '../testing/brokers/tcp-proxy.js';
import { aSilentLogger } from '../testing/builders.js';
import { dropTestDatabase, openTestDatabase } from '../testing/mongo.js';
import { until } from '../testing/until.js';
import { createInboxMetrics } from './inbox-metrics.js';
import { createBacklogWatch } from './watch-backlog.js';

test('a slow database is asked for one count at a time, and stop waits for it', async () => {
  const direct = await openTestDatabase('backlog');
  const wire = await openTcpProxy(process.env['MONGO_URL'] ?? '');
  const logger = aSilentLogger();
  const url = `${wire.url}/?directConnection=true`;
  const database = await openDatabase({ url, name: direct.name, logger, monitorsCommands: true });
  let [asked, open, openMax] = [0, 0, 0];
  const isCount = ({ commandName }: { commandName: string }) => commandName === 'aggregate';
  const client = database.connection.getClient();
  client.on('commandStarted', (event: mongo.CommandStartedEvent) => {
    if (!isCount(event)) return;
    asked += 1;
    open += 1;
    openMax = Math.max(openMax, open);
  });
  client.on('commandSucceeded', (event: mongo.CommandSucceededEvent) => {
    if (isCount(event)) open -= 1;
  });
  wire.slow(30);
  const metrics = createInboxMetrics(createMetrics(), 'slow');
  const clock = systemClock;
  const watch = createBacklogWatch({
    ...{ consumer: 'slow', database, clock, logger, metrics, pauseMs: 10 },
  });
  await watch.start();
  await until(() => asked >= 9);
  await watch.stop();
  expect([open, openMax]).toEqual([0, 1]);
  await database.close();
  await wire.close();
  await dropTestDatabase(direct);
});
