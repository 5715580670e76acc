import { until } from '@marquee/common/testing/until';
import { openRaw, type RawConnection } from '../../../test/raw-connection.js';
import { openRealtimeWorld, type RealtimeWorld } from '../../../test/realtime-world.js';

let world: RealtimeWorld;
const opened: RawConnection[] = [];
beforeEach(async () => {
  world = await openRealtimeWorld({ packetBurst: 60, packetsPerSecond: 10 });
});
afterEach(async () => {
  for (const connection of opened.splice(0)) connection.leave();
  await world.close();
});

async function aConnection(): Promise<RawConnection> {
  const connection = await openRaw(world.url);
  opened.push(connection);
  return connection;
}

const refusals = (reason: string) => world.countOf('live_refusals_total', { reason });
const marketSockets = () => world.countOf('live_sockets', { namespace: 'market' });
const times = (count: number, packet: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => packet(at));

it.each([
  ['requests', () => '42/market,1["watch",{"eventId":"x"}]'],
  ['words that are none', () => '42/market,1["join","user:x"]'],
  ['pongs that nobody asked for', () => '3'],
  ['namespaces that are not there', (at: number) => `40/nope${at},`],
])('a flood of %s ends the connection at once, and is counted once', async (_what, packet) => {
  const flooder = await aConnection();
  flooder.say(['40/market,']);
  await until(() => flooder.heard().includes('40/market,{"sid"'));
  flooder.say(times(2_000, packet));
  await until(() => flooder.isClosed());
  expect(await refusals('flooding')).toBe(1);
  const counted = await Promise.all(
    ['invalid_request', 'unknown_request', 'not_found', 'rate_limited'].map(refusals),
  );
  expect(counted.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(60);
  expect(await marketSockets()).toBe(0);
});

it('a flood of websocket pings ends the connection: each would be answered', async () => {
  const flooder = await aConnection();
  flooder.say(
    times(2_000, () => 'x'),
    'ping',
  );
  await until(() => flooder.isClosed());
  expect(await refusals('flooding')).toBe(1);
});

it('leaving and joining again gives nobody more requests', async () => {
  const flooder = await aConnection();
  let rounds = 0;
  while (!flooder.isClosed() && rounds < 100) {
    rounds += 1;
    flooder.say(['40/market,']);
    await until(
      () => flooder.isClosed() || flooder.heard().split('40/market,{"sid"').length > rounds,
    );
    flooder.say(['42/market,1["unwatch",{}]', '41/market,']);
    await until(async () => flooder.isClosed() || (await marketSockets()) === 0);
  }
  expect(rounds).toBeLessThan(40);
  expect(await refusals('flooding')).toBe(1);
});

it('a namespace that is asked for twice ends the connection, and leaves no socket behind', async () => {
  const greedy = await aConnection();
  greedy.say(times(40, () => '40/market,'));
  await until(() => greedy.isClosed());
  expect(await refusals('joined_twice')).toBe(1);
  expect(await marketSockets()).toBe(0);
});

it('a namespace with a long name is not answered, so that no name is sent back', async () => {
  const long = await aConnection();
  long.say([`40/${'n'.repeat(4_000)},`]);
  await until(() => long.isClosed());
  expect(long.heard()).not.toContain('nnn');
  expect(await refusals('not_found')).toBe(1);
});
