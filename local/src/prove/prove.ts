import { createRefundDesk } from '@marquee/orders/operator';
import { checkLedger } from '../ledger/check-ledger.js';
import { findLateMoney } from '../ledger/late-money.js';
import { askAgain } from './ask-again.js';
import { checkBooks } from './check-books.js';
import { createJournal } from './journal.js';
import { createAsking } from './load/asking.js';
import type { Journeyer } from './load/journey.js';
import { startLoad } from './load/load.js';
import { forgeSessions, openMarket } from './load/market.js';
import { createMemory } from './load/memory.js';
import { createTally, type Tally, unfitAnswers } from './load/tally.js';
import { seededRandom } from './random.js';
import { readQuietLedger, subscribers } from './read-quiet-ledger.js';
import { describe } from './report.js';
import { runChapters } from './run-chapters.js';
import type { BrokerKind } from './topology/broker-server.js';
import { startWorld, type World } from './topology/world.js';
import { judge } from './verdict.js';
import { openWatch, type Watch } from './watch/open-watch.js';
import { openWatchers, type Watchers } from './watchers/open-watchers.js';

export interface ProveOptions {
  readonly seed: number;
  readonly minutes: number;
  readonly bus: BrokerKind;
  /** How many people come in a second. */
  readonly perSecond: number;
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

interface Scene {
  readonly world: World;
  readonly watch: Watch;
  readonly watchers: Watchers;
  readonly journeyer: Journeyer;
  readonly tally: Tally;
}

async function proveWatched(
  { world, watch, watchers, journeyer, tally }: Scene,
  options: ProveOptions,
  signal: AbortSignal,
): Promise<boolean> {
  const { journal, door } = world;
  const { asking, memory } = journeyer;
  journal.tell('the market is open: people come and watch, and things go wrong');
  const load = startLoad(journeyer, options.perSecond, (error) =>
    journal.complain(`a journey failed: ${String(error)}`),
  );
  signal.addEventListener('abort', () => asking.giveUpIn(0));
  const { faults, recoveries } = await runChapters({ world, watch, watchers }, options, signal);
  asking.giveUpIn(lastWordsMsMax);
  await load.stop();
  signal.throwIfAborted();

  const requests = await askAgain(asking, memory);
  journal.tell('everybody has asked again; waiting for quiet');
  const ledger = await readQuietLedger(world);
  const stale = await watchers.check(ledger);
  await watch.settle();
  const late = findLateMoney(ledger, world);
  const books = await checkBooks(world);
  const checked = checkLedger(ledger, subscribers, requests, { ...world, writes: memory.writes });
  const unbalanced = books.isBalanced ? [] : ['I5: npm run ledger -- check is not satisfied'];
  const violations = [...checked, ...unbalanced, ...stale];
  const complaints = [...journal.complaints, ...unfitAnswers(tally)];
  const { lines, isProved } = judge({ violations, recoveries, faults, complaints });
  const nextReplicaCount = door.retriedCount();
  const { parkings } = world;
  const seen = { faults, recoveries, watch, watchers, load, memory, late, books, parkings };
  const facts = { ledger, tally, nextReplicaCount, ...seen };
  for (const line of [...describe(facts), ...lines]) options.say(line);
  return isProved;
}
