import { until } from '../until.js';
import { type BusWorld, tickets } from './bus-world.js';
import { createEffects, haveReached } from './effects.js';
import { startTraffic } from './traffic.js';

const timeoutMs = 15_000;

/** What becomes of events when the wire to the server is bad. */
export function busWire(world: BusWorld): void {
  describe('when its wire fails', () => {
    test('cut amid traffic and healed: every version has its effect, once, in order', async () => {
      const proxy = await world.openWire();
      const bus = await world.open([tickets], proxy.url);
      const effects = createEffects(world.backbone(), bus, tickets, 'transition');
      await world.run(effects.job);
      await world.relayTo(bus);
      const connectedBefore = bus.connections();
      const traffic = startTraffic(world.backbone(), 5);
      await until(() => haveReached(effects, traffic.ids, 2), { timeoutMs });
      proxy.cut();
      expect(proxy.cutCount()).toBeGreaterThan(0);
      await until(() => !bus.isReady());
      const unheard = traffic.version();
      await until(() => traffic.version() > unheard);
      proxy.heal();
      await until(() => bus.connections() > connectedBefore, { timeoutMs });
      const last = await traffic.stop();
      await until(() => haveReached(effects, traffic.ids, last), { timeoutMs });
      const versions = Array.from({ length: last }, (_value, index) => index + 1);
      expect([...(await effects.versions()).values()]).toEqual(Array(5).fill(versions));
    });

    test('a follower is told of the gap, and hears what comes after it', async () => {
      const proxy = await world.openWire();
      const bus = await world.open([tickets], proxy.url);
      await world.relayTo(bus);
      const heard = new Set<string>();
      let gaps = 0;
      await bus.follow(
        ['ticket'],
        new Date(0),
        (event) => heard.add(event.aggregateId),
        () => {
          gaps += 1;
        },
      );
      const [before = ''] = await world.announceMany(1);
      await until(() => heard.has(before));
      expect(gaps).toBe(0);
      proxy.cut();
      await until(() => !bus.isReady());
      proxy.heal();
      await until(() => gaps > 0, { timeoutMs });
      const [after = ''] = await world.announceMany(1);
      await until(() => heard.has(after), { timeoutMs });
    });

    test('a slow wire loses and doubles nothing', async () => {
      const proxy = await world.openWire();
      const bus = await world.open([tickets], proxy.url);
      const effects = createEffects(world.backbone(), bus, tickets);
      await world.run(effects.job);
      proxy.slow(40);
      await world.relayTo(bus);
      const ids = await world.announceMany(20);
      await until(() => haveReached(effects, ids, 1), { timeoutMs });
      proxy.slow(0);
      expect([...(await effects.versions()).values()]).toEqual(Array(20).fill([1]));
    });
  });
}
