import { createRefundDesk } from '@marquee/orders/operator';
import { conclude, type Scene } from './conclude.js';
import { createJournal } from './journal.js';
import { createAsking } from './load/asking.js';
import { startLoad } from './load/load.js';
import { forgeSessions, openMarket } from './load/market.js';
import { createMemory } from './load/memory.js';
import { createTally } from './load/tally.js';
import type { Options } from './options.js';
import { seededRandom } from './random.js';
import { runChapters } from './run-chapters.js';
import { startWorld, type World } from './topology/world.js';
import { openWatch, type Watch } from './watch/open-watch.js';
import { openWatchers } from './watchers/open-watchers.js';

export interface ProveOptions extends Omit<Options, 'twins'> {
  readonly say: (line: string) => void;
}

const lastWordsMsMax = 30_000;

/**
 * Starts the marketplace as separate processes, lets people use it while things go wrong, waits
 * for quiet and reads the books. Answers whether every promise was kept and every fault was seen.
 * Throws what `signal` was aborted with; everything that was started is ended in any case.
 */
export async function prove(options: ProveOptions, signal: AbortSignal): Promise<boolean> {
  const { say, bus, seed, minutes } = options;
  const journal = createJournal(say);
  journal.tell(`seed ${seed}, ${minutes} minutes, ${bus}: starting every server and process`);
  const world = await startWorld(bus, journal);
  let isProved = false;
  try {
    const watch = await openWatch(world);
    try {
      isProved = await proveIn(world, watch, options, signal);
    } finally {
      await watch.close();
    }
  } finally {
    await world.stop({ keepsLogs: !isProved });
    if (!isProved) say(`The logs of all processes: ${world.logFolder}`);
  }
  return isProved;
}

async function proveIn(
  world: World,
  watch: Watch,
  options: ProveOptions,
  signal: AbortSignal,
): Promise<boolean> {
  const { door } = world;
  const random = seededRandom(options.seed);
  const tally = createTally();
  const asking = createAsking(door.url, random, tally);
  const market = await openMarket(asking, forgeSessions(world.sessionKey));
  const { orders } = watch.databases;
  const desk = createRefundDesk({ database: orders, clock: world.clock });
  const journeyer = { asking, market, memory: createMemory(), random, tally, desk };
  const watchers = openWatchers({ url: door.url, market, tally, orders });
  try {
    return await proveWatched({ world, watch, watchers, journeyer, tally }, options, signal);
  } finally {
    await watchers.close();
  }
}

async function proveWatched(
  { world, watch, watchers, journeyer, tally }: Scene,
  options: ProveOptions,
  signal: AbortSignal,
): Promise<boolean> {
  const { journal } = world;
  const { asking } = journeyer;
  journal.tell('the market is open: people come and watch, and things go wrong');
  const load = startLoad(journeyer, options.perSecond, (error) =>
    journal.complain(`a journey failed: ${String(error)}`),
  );
  signal.addEventListener('abort', () => asking.giveUpIn(0));
  const { faults, recoveries } = await runChapters({ world, watch, watchers }, options, signal);
  asking.giveUpIn(lastWordsMsMax);
  await load.stop();
  signal.throwIfAborted();
  return conclude({ world, watch, watchers, journeyer, tally, load, faults, recoveries }, options);
}
