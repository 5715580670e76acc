import { identityOf } from '../../process-identity.js';
import { memberNames } from '../topology/specs.js';
import { type Fault, FaultNotSeen, processOf } from './fault.js';

/** As on a machine that lost its power: nothing is finished, nothing is given back. */
export const killProcess: Fault = {
  name: 'SIGKILL',
  isKill: true,
  targets: memberNames,
  lastsMs: [0, 2_500],
  inject: async (world, target) => {
    const process = processOf(world, target);
    const fromMs = world.clock.now().getTime();
    const { pid, signal } = await process.end('SIGKILL');
    const isGone = (await identityOf(pid)) === null;
    if (signal !== 'SIGKILL' || !isGone)
      throw new FaultNotSeen(`process ${pid} ended by ${signal}, gone: ${isGone}`);
    return {
      seen: `process ${pid} is gone, by SIGKILL`,
      heal: async () => {
        await process.start();
        if (target === 'sandbox') world.outages.push({ fromMs, toMs: world.clock.now().getTime() });
        return `up again as process ${process.life()?.pid}`;
      },
    };
  },
};

/** A process has 15 s to stop (common/lifecycle). */
const graceMsMin = 14_500;

/** A rolling restart: it is asked to stop, gives back what it leased, and another one starts. */
export const stopProcess: Fault = {
  name: 'SIGTERM',
  isKill: false,
  targets: memberNames.filter((name) => name !== 'sandbox'),
  lastsMs: [0, 1_000],
  inject: async (world, target) => {
    const process = processOf(world, target);
    const startedAtMs = performance.now();
    const { pid, code } = await process.end('SIGTERM');
    const isGone = (await identityOf(pid)) === null;
    const tookMs = Math.round(performance.now() - startedAtMs);
    // Without its database it cannot finish what is under way: then its grace ends it, with code 1.
    const hasRunOut = code === 1 && tookMs >= graceMsMin;
    if ((code !== 0 && !hasRunOut) || !isGone)
      throw new FaultNotSeen(`process ${pid} ended with code ${code}, gone: ${isGone}`);
    return {
      seen: hasRunOut
        ? `process ${pid} was cut off after its grace of ${tookMs} ms`
        : `process ${pid} stopped in order, in ${tookMs} ms`,
      heal: async () => {
        await process.start();
        return `up again as process ${process.life()?.pid}`;
      },
    };
  },
};
