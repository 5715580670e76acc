import { skewedServiceEntry } from '../topology/specs.js';
import { type Fault, FaultNotSeen, processOf, type Target } from './fault.js';

const toleranceMs = 5_000;
const targets: readonly Target[] = ['orders-2', 'tickets-worker-1', 'payments-1', 'auth-1'];

/** One process lives for a while with a clock that is half a minute wrong, either way. */
function skewClock(aheadMs: number): Fault {
  return {
    name: `clock ${Math.abs(aheadMs) / 1_000} s ${aheadMs > 0 ? 'ahead' : 'behind'}`,
    isKill: false,
    targets,
    lastsMs: [8_000, 14_000],
    inject: async (world, target) => {
      const process = processOf(world, target);
      await process.end('SIGTERM');
      const fromMs = world.clock.now().getTime();
      const { clockAheadMs } = await process.start((entry) => ({
        entry: skewedServiceEntry,
        args: [entry, String(aheadMs)],
      }));
      if (Math.abs(clockAheadMs - aheadMs) > toleranceMs)
        throw new FaultNotSeen(`its log is ${clockAheadMs} ms ahead`);
      return {
        seen: `its log is dated ${Math.round(clockAheadMs)} ms ahead of ours`,
        heal: async () => {
          await process.end('SIGTERM');
          world.skews.push({ fromMs, toMs: world.clock.now().getTime(), aheadMs });
          const facts = await process.start();
          if (Math.abs(facts.clockAheadMs) > toleranceMs)
            throw new FaultNotSeen(`its log is still ${facts.clockAheadMs} ms ahead`);
          return 'started with the right clock';
        },
      };
    },
  };
}

export const clockAhead = skewClock(30_000);
export const clockBehind = skewClock(-30_000);
