import { checkLedger } from '../ledger/check-ledger.js';
import { askAgain } from './ask-again.js';
import { createJournal } from './journal.js';
import { createAsking } from './load/asking.js';
import { startLoad } from './load/load.js';
import { forgeSessions, openMarket } from './load/market.js';
import { createMemory } from './load/memory.js';
import { createTally, unfitAnswers } from './load/tally.js';
import { seededRandom } from './random.js';
import { readQuietLedger, subscribers } from './read-quiet-ledger.js';
import { describe } from './report.js';
import { runChapters } from './run-chapters.js';
import type { BrokerKind } from './topology/broker-server.js';
import { startWorld, type World } from './topology/world.js';
import { judge } from './verdict.js';
import { openWatch, type Watch } from './watch/open-watch.js';

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
  const { journal, door } = world;
  const random = seededRandom(options.seed);
  const tally = createTally();
  const asking = createAsking(door.url, random, tally);
  const memory = createMemory();
  const market = await openMarket(asking, forgeSessions(world.sessionKey));
  journal.tell('the market is open: people come, and things go wrong');
  const load = startLoad({ asking, market, memory, random }, options.perSecond, (error) =>
    journal.complain(`a journey failed: ${String(error)}`),
  );
  signal.addEventListener('abort', () => asking.giveUpIn(0));
  const { faults, recoveries } = await runChapters(world, watch, options, signal);
  asking.giveUpIn(lastWordsMsMax);
  await load.stop();
  signal.throwIfAborted();

  const requests = await askAgain(asking, memory);
  journal.tell('everybody has asked again; waiting for quiet');
  const ledger = await readQuietLedger(world);
  await watch.settle();
  const checks = { writes: memory.writes, skews: world.skews };
  const violations = checkLedger(ledger, subscribers, requests, checks);
  const complaints = [...journal.complaints, ...unfitAnswers(tally)];
  const { lines, isProved } = judge({ violations, recoveries, faults, complaints });
  const nextReplicaCount = door.retriedCount();
  const facts = { ledger, tally, faults, recoveries, watch, load, memory, nextReplicaCount };
  for (const line of [...describe(facts), ...lines]) options.say(line);
  return isProved;
}
