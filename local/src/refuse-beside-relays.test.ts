import { systemClock } from '@marquee/common/clock';
import { createMetrics } from '@marquee/common/metrics';
import type { Database } from '@marquee/common/mongo';
import { createPartitionLeases } from '@marquee/common/outbox';
import { aSilentLogger } from '@marquee/common/testing/builders';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { refuseBesideRelays } from './refuse-beside-relays.js';

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase('beside');
});
afterEach(() => dropTestDatabase(database));

test('a start with the in-process bus beside a relay on a broker is refused, and told which', async () => {
  const leases = createPartitionLeases({
    ...{ database, clock: systemClock, logger: aSilentLogger(), metrics: createMetrics() },
    name: 'orders.relay',
  });
  await leases.start();
  const start = () => refuseBesideRelays([database], systemClock);
  while (leases.current().partitions.length === 0) await systemClock.sleep(10);
  await expect(start()).rejects.toMatchObject({ name: 'StartRefused' });
  await expect(start()).rejects.toThrow(/orders\.relay@[\s\S]*Stop them first/);
  await leases.stop();
  await start();
});

test('a relay that was killed is waited for until its time is up', async () => {
  await database.connection
    .collection<{ _id: string }>('outbox_relays')
    .updateOne(
      { _id: 'killed' },
      [{ $set: { seenAt: '$$NOW', expiresAt: { $add: ['$$NOW', 700] } } }],
      { upsert: true },
    );
  await refuseBesideRelays([database], systemClock);
});
