import { aSilentLogger } from '@marquee/common/testing/builders';
import { until } from '@marquee/common/testing/until';
import { openRealtimeWorld, type RealtimeWorld } from '../../../test/realtime-world.js';
import { watchBus } from './bus-watch.js';

let world: RealtimeWorld;
beforeEach(async () => {
  world = await openRealtimeWorld({ deafMsMax: 50, deafCheckMs: 10 });
});
afterEach(() => world.close());

test('a replica that lost its bus sends its browsers away, and lets them in when it hears again', async () => {
  const socket = await world.connect('/market');
  const ended = new Promise((resolve) => socket.once('disconnect', resolve));
  world.setBusThere(false);
  await ended;
  await expect(world.connect('/market')).rejects.toMatchObject({ data: { code: 'try_again' } });
  world.setBusThere(true);
  await until(() =>
    world.connect('/market').then(
      () => true,
      () => false,
    ),
  );
});

test('a bus that is gone for a moment disturbs nobody', async () => {
  await world.close();
  world = await openRealtimeWorld({ deafMsMax: 60_000, deafCheckMs: 10 });
  const socket = await world.connect('/market');
  world.setBusThere(false);
  await world.connect('/market');
  expect(socket.connected).toBe(true);
});

test('a replica whose bus is ready and brings it nothing is deaf', async () => {
  let isFollowing = true;
  const following = () => ({ isFollowing: () => isFollowing });
  let timesDeaf = 0;
  const limits = { deafMsMax: 50, deafCheckMs: 10 };
  const watch = watchBus({ isReady: () => true }, following, limits, aSilentLogger(), () => {
    timesDeaf += 1;
  });
  expect(watch.hears()).toBe(true);
  isFollowing = false;
  await until(() => timesDeaf === 1);
  expect(watch.hears()).toBe(false);
  isFollowing = true;
  await until(() => watch.hears());
  watch.stop();
});

test('a replica that starts before its bus lets nobody in, and says nothing of a loss', async () => {
  let [looks, timesDeaf, isThere] = [0, 0, false];
  const bus = {
    isReady() {
      looks += 1;
      return isThere;
    },
  };
  const limits = { deafMsMax: 0, deafCheckMs: 5 };
  const watch = watchBus(
    bus,
    () => null,
    limits,
    aSilentLogger(),
    () => {
      timesDeaf += 1;
    },
  );
  await until(() => looks > 5);
  expect(watch.hears()).toBe(false);
  expect(timesDeaf).toBe(0);
  isThere = true;
  await until(() => watch.hears());
  isThere = false;
  await until(() => timesDeaf === 1);
  watch.stop();
});
