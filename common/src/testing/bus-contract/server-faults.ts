import { PublishRefused } from '../../bus/port.js';
import { aTicketId } from '../backbone.js';
import type { TestBroker } from '../brokers/index.js';
import { until } from '../until.js';
import { type BusWorld, tickets } from './bus-world.js';
import { createEffects, haveReached } from './effects.js';
import { startTraffic } from './traffic.js';

const timeoutMs = 15_000;
/** Three kills, each with its healing. */
const killsMsMax = 60_000;

/** What becomes of events when the server dies, comes back or freezes. */
export function busServerFaults(world: BusWorld, server: () => TestBroker): void {
  describe('when its server fails', () => {
    // Whatever a failed test left it in.
    afterEach(() => server().restart());

    test(
      'killed three times amid traffic: every version has its effect, once, in order',
      async () => {
        const bus = await world.open([tickets]);
        const effects = createEffects(world.backbone(), bus, tickets, 'transition');
        await world.run(effects.job);
        await world.relayTo(bus);
        const traffic = startTraffic(world.backbone(), 5);
        for (let kills = 0; kills < 3; kills += 1) {
          const flowing = traffic.version() + 1;
          await until(() => haveReached(effects, traffic.ids, flowing), { timeoutMs });
          await server().kill();
          await until(() => !bus.isReady());
          const unheard = traffic.version();
          await until(() => traffic.version() > unheard + 1);
          await server().restart();
        }
        const last = await traffic.stop();
        await until(() => haveReached(effects, traffic.ids, last), { timeoutMs });
        expect(bus.isReady()).toBe(true);
        const versions = Array.from({ length: last }, (_value, index) => index + 1);
        expect([...(await effects.versions()).values()]).toEqual(Array(5).fill(versions));
      },
      killsMsMax,
    );

    test('frozen, it answers nobody: a publish is refused in time, and made good later', async () => {
      const bus = await world.open([tickets]);
      const effects = createEffects(world.backbone(), bus, tickets);
      await world.run(effects.job);
      const id = aTicketId();
      await world.backbone().announce(id, 1);
      const [row] = await world.backbone().rows();
      if (row === undefined) throw new Error('nothing was announced');
      await server().pause();
      await expect(bus.publish(row.event)).rejects.toBeInstanceOf(PublishRefused);
      server().resume();
      await world.relayTo(bus);
      await until(() => haveReached(effects, [id], 1), { timeoutMs });
      expect((await effects.versions()).get(id)).toEqual([1]);
    });

    test('a process whose server is gone can stop', async () => {
      const bus = await world.open([tickets]);
      const effects = createEffects(world.backbone(), bus, tickets);
      await effects.job.start();
      await server().kill();
      await world.announceMany(1);
      await effects.job.stop();
      await bus.close();
      expect(bus.isReady()).toBe(false);
    });
  });
}
