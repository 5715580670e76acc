import { systemClock } from '@marquee/common/clock';
import type { Database } from '@marquee/common/mongo';
import { aSilentLogger } from '@marquee/common/testing/builders';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { takeSoleMarketplace } from './sole-marketplace.js';

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase('sole');
});
afterEach(() => dropTestDatabase(database));

const take = (url: string, changes: { isOurServer?: boolean; isSole?: boolean } = {}) =>
  takeSoleMarketplace({
    ...{ database, clock: systemClock, logger: aSilentLogger(), leaseMs: 600 },
    ...{ url: `http://${url}`, isOurServer: false, isSole: true, ...changes },
  });

/** What a killed process leaves behind: its lease, until its time is up. */
async function leaveDeadLease(): Promise<void> {
  await database.connection.collection<{ _id: string }>('leases').updateOne(
    { _id: 'in-process bus' },
    [
      {
        $set: { owner: 'dead', holder: 'a killed process', expiresAt: { $add: ['$$NOW', 300] } },
      },
    ],
    { upsert: true },
  );
}

test('a second marketplace on the same MongoDB is refused, and told who has it and what to do', async () => {
  const first = await take('first');
  const second = take('second');
  await expect(second).rejects.toMatchObject({ name: 'StartRefused' });
  await expect(second).rejects.toThrow(/process \d+ on .*http:\/\/first[\s\S]*BUS=jetstream/);
  await first.release();
  await (await take('third')).release();
});

test('what a killed process held is taken over when its time is up', async () => {
  await leaveDeadLease();
  await (await take('next')).release();
});

test('on a server of our own nobody can hold it, and nobody is waited for', async () => {
  const first = await take('first');
  const second = await take('second', { isOurServer: true });
  await expect(first.lost).resolves.toMatch(/taken over/);
  await first.release();
  // The release of one that lost it leaves the new holder alone.
  await expect(take('third')).rejects.toThrow('http://second');
  await second.release();
});

test('of many starts at once on a dead lease, one wins', async () => {
  await leaveDeadLease();
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => take('many')));
  const winners = outcomes.flatMap((outcome) =>
    outcome.status === 'fulfilled' ? [outcome.value] : [],
  );
  expect(winners).toHaveLength(1);
  await winners[0]?.release();
});

test('marketplaces on a broker share, but not beside one that relays in its process', async () => {
  const onBroker = () => take('broker', { isSole: false });
  await Promise.all([onBroker(), onBroker()]);
  const sole = await take('sole');
  await expect(onBroker()).rejects.toThrow('http://sole');
  await sole.release();
  await onBroker();
});
