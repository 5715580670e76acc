import { memberNames } from '../topology/specs.js';
import { waitFor } from '../waiting.js';
import { type Fault, FaultNotSeen, processOf } from './fault.js';
import { stateOf } from './process-state.js';

const changeMsMax = 2_000;

/**
 * A process that sleeps for longer than a lease and wakes up believing that nothing has happened:
 * the zombie that fences are for.
 */
export const freezeProcess: Fault = {
  name: 'SIGSTOP',
  isKill: false,
  targets: memberNames.filter((name) => name !== 'sandbox'),
  lastsMs: [6_500, 9_000],
  inject: async (world, target) => {
    const life = processOf(world, target).life();
    if (life === null) throw new FaultNotSeen(`${target} is not running`);
    life.send('SIGSTOP');
    const isStopped = await waitFor(changeMsMax, async () =>
      (await stateOf(life.pid)) === 'stopped' ? true : null,
    );
    if (isStopped === null) throw new FaultNotSeen(`process ${life.pid} runs on`);
    const frozenAtMs = performance.now();
    return {
      seen: `process ${life.pid} is stopped (state T)`,
      heal: async () => {
        if ((await stateOf(life.pid)) !== 'stopped')
          throw new FaultNotSeen(`process ${life.pid} did not stay stopped`);
        life.send('SIGCONT');
        const isAwake = await waitFor(changeMsMax, async () =>
          (await stateOf(life.pid)) === 'running' ? true : null,
        );
        if (isAwake === null) throw new FaultNotSeen(`process ${life.pid} did not wake up`);
        const seconds = ((performance.now() - frozenAtMs) / 1_000).toFixed(1);
        return `process ${life.pid} woke up after ${seconds} s`;
      },
    };
  },
};
