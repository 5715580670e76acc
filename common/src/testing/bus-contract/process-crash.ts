import { until } from '../until.js';
import { type BusWorld, tickets } from './bus-world.js';
import { createEffects } from './effects.js';
import { watchDeliveries } from './recorder.js';

/** A dead member's deliveries come again after the broker has noticed. */
const takeoverMsMax = 20_000;
const testMsMax = 3 * takeoverMsMax;

/** What becomes of deliveries whose process is killed with them in its hands. */
export function busProcessCrash(world: BusWorld): void {
  test.each(['before its effect', 'after its effect'] as const)(
    'a process killed %s: every event has its effect, once',
    async (dies) => {
      const ids = await world.announceMany(10);
      const { bus, answered } = watchDeliveries(await world.open([tickets]));
      const effects = createEffects(world.backbone(), bus, tickets);
      // Where the bus is inside the process, its relay dies with it.
      if (bus.isShared) await world.relayTo(bus);
      const doomed = await world.startDoomed({ durable: tickets, dies });
      const appliedBefore = (await effects.versions()).size;
      await doomed.kill();
      expect(appliedBefore > 0).toBe(dies === 'after its effect');

      await world.run(effects.job);
      if (!bus.isShared) await world.relayTo(bus);
      // All of them: also what the dead process did is brought again, since nobody knows of it.
      const answeredIds = () => new Set(answered.map(({ event }) => event.aggregateId));
      await until(() => answeredIds().size >= ids.length, { timeoutMs: takeoverMsMax });
      await until(() => world.backbone().isAllPublished(), { timeoutMs: takeoverMsMax });
      expect([...(await effects.versions()).values()]).toEqual(Array(10).fill([1]));
    },
    testMsMax,
  );
}
