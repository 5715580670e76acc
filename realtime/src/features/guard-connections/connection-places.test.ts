import { until } from '@marquee/common/testing/until';
import { openRaw, type RawConnection } from '../../../test/raw-connection.js';
import { openRealtimeWorld, type RealtimeWorld } from '../../../test/realtime-world.js';

let world: RealtimeWorld;
const opened: RawConnection[] = [];
beforeEach(async () => {
  world = await openRealtimeWorld({ socketsPerAddress: 1, lastWordMsMax: 50 });
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

const answerToAnother = () =>
  world.connect('/market').then(
    () => 'welcome',
    (error: { readonly data?: { readonly code: string } }) => error.data?.code,
  );

it('a connection beyond the share is told so, and ended though it answers no close', async () => {
  await aConnection();
  const beyond = await aConnection();
  beyond.say(['40/market,']);
  await until(() => beyond.isClosed());
  expect(beyond.heard()).toContain('rate_limited');
});

it('an unreadable packet ends the connection though it answers no close, and frees its place', async () => {
  const unreadable = await aConnection();
  unreadable.say(['9']);
  await until(() => unreadable.isClosed());
  await until(async () => (await answerToAnother()) === 'welcome');
});

it('a connection that the gateway lets go keeps its place until it is really closed', async () => {
  await world.close();
  world = await openRealtimeWorld({
    ...{ socketsPerAddress: 1, lastWordMsMax: 2_000 },
    ...{ deafMsMax: 20, deafCheckMs: 5 },
  });
  const stubborn = await aConnection();
  stubborn.say(['40/market,']);
  await until(() => stubborn.heard().includes('40/market,{"sid"'));
  world.setBusThere(false);
  await until(() => stubborn.heard().includes('41/market'));
  world.setBusThere(true);
  await until(async () => (await answerToAnother()) === 'rate_limited');
  await until(() => stubborn.isClosed());
  await until(async () => (await answerToAnother()) === 'welcome');
});
