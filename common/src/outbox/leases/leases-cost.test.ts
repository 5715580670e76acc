import { areShared, startLeases } from '../../testing/leases.js';
import { countCommands, dropTestDatabase, openTestDatabase } from '../../testing/mongo.js';
import { until } from '../../testing/until.js';
import { leaseCollections } from './lease-rows.js';
import { leaseDefaults } from './lease-times.js';

test('leases at rest cost one statement a second', async () => {
  const database = await openTestDatabase('leases_cost');
  // Ten times as fast as in earnest.
  const { leaseMs, heartbeatMs, lookMsMax } = leaseDefaults;
  const times = {
    leaseMs: leaseMs / 10,
    heartbeatMs: heartbeatMs / 10,
    lookMsMax: lookMsMax / 10,
  };
  const relay = await startLeases('relay', { database, times });
  await until(() => areShared(database, [relay]));

  const { relays } = leaseCollections(database);
  const seenAtMs = async () => (await relays.findOne())?.seenAt.getTime() ?? 0;
  const fromMs = await seenAtMs();
  const commands = countCommands(database);
  let asked = 0;
  await until(async () => {
    asked += 1;
    return (await seenAtMs()) - fromMs >= 2_000;
  });
  await relay.stop();
  const counts = commands.stop();
  const byRelay = Object.values(counts).reduce((sum, count) => sum + count, 0) - asked;
  // Twenty seconds in earnest, and what it takes to stop.
  expect(byRelay).toBeLessThanOrEqual(20 + 6);
  await dropTestDatabase(database);
});
