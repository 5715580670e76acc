import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLogger } from '@marquee/common/logging';
import { type ComposedProcess, killMongod, startComposedProcess } from '../composed-process.js';
import type { RememberedAnswer } from '../ledger/answer-checks.js';
import { checkLedger } from '../ledger/check-ledger.js';
import type { Ledger, Violations } from '../ledger/ledger.js';
import { openLedgerReader } from '../ledger/read-ledger.js';
import { untilQuiet } from '../ledger/until-quiet.js';
import { choosePort } from '../port.js';
import { requiredDurables } from '../required-durables.js';
import { loadSecrets } from '../secrets.js';
import { type Buyer, pay, placeOrder } from './buyer.js';
import { openMarket } from './market.js';

/** Long enough to pay after the restart, short enough that the others run out in a test. */
const holdSeconds = 10;

export interface KillTestResult {
  readonly violations: Violations;
  readonly answeredBefore: number;
  readonly lostAnswers: number;
  readonly ledger: Ledger;
}

/**
 * 200 buyers race for 120 seats; in the middle of it the process is killed, and the database too
 * if asked for. A second start on the same data goes on, everyone who got no answer asks again,
 * and when all is quiet the books are read.
 */
export async function runKillTest(options: { killsDatabase: boolean }): Promise<KillTestResult> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'marquee-kill-test-'));
  const port = await choosePort(0);
  const env = {
    ...{ DATA_DIR: dataDir, PORT: String(port), HOLD_SECONDS: String(holdSeconds) },
    ...{ SEED_DEMO: '0', RATE_LIMIT: 'off', LOG_LEVEL: 'error' },
  };
  let running = await startComposedProcess({ env, client: false });
  try {
    const { sessionKeys } = await loadSecrets(dataDir);
    const buyers = await openMarket(running.url, sessionKeys);
    const first = await raceUntilKilled(running, buyers, async () => {
      if (options.killsDatabase) await killMongod(dataDir);
    });

    running = await startComposedProcess({ env, client: false });
    const repeated = await askAgain(running, buyers, first);
    const requests = buyers.map((buyer, at) => ({
      ...{ key: buyer.key, buyerId: buyer.id },
      ...{ first: first[at] ?? null, repeated: repeated[at] ?? null },
    }));
    const ledger = await readQuietLedger(running);
    return {
      violations: checkLedger(ledger, requiredDurables, requests),
      answeredBefore: first.filter((answer) => answer !== null).length,
      lostAnswers: first.filter((answer) => answer === null).length,
      ledger,
    };
  } finally {
    if (running.isRunning()) await running.stop();
    else await killMongod(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** All at once; the plug is pulled when some number of them, never the same, has its answer. */
async function raceUntilKilled(
  running: ComposedProcess,
  buyers: readonly Buyer[],
  alsoKill: () => Promise<void>,
): Promise<(RememberedAnswer | null)[]> {
  const killAfter = 1 + Math.floor(Math.random() * (buyers.length * 0.6));
  let answered = 0;
  let killed: Promise<void> | undefined;
  const answers = await Promise.all(
    buyers.map(async (buyer) => {
      const answer = await placeOrder(running.url, buyer);
      if (answer !== null) answered += 1;
      if (answered === killAfter) killed ??= pullThePlug();
      if (answer?.orderId && buyer.pays) await pay(running.url, buyer, answer.orderId);
      return answer;
    }),
  );
  await (killed ?? pullThePlug());
  return answers;

  async function pullThePlug(): Promise<void> {
    await running.kill();
    await alsoKill();
  }
}

/** With the same keys: those whose answer was lost, and those who have an order and ask for it. */
async function askAgain(
  running: ComposedProcess,
  buyers: readonly Buyer[],
  first: readonly (RememberedAnswer | null)[],
): Promise<(RememberedAnswer | null)[]> {
  return Promise.all(
    buyers.map(async (buyer, at) => {
      const before = first[at] ?? null;
      if (before !== null && before.status !== 201) return null;
      const again = await placeOrder(running.url, buyer);
      if (again?.orderId && buyer.pays) await pay(running.url, buyer, again.orderId);
      return again;
    }),
  );
}

async function readQuietLedger(running: ComposedProcess): Promise<Ledger> {
  const logger = createLogger({ name: 'kill-test', level: 'error' });
  const reader = await openLedgerReader(running.mongoUrl, logger);
  try {
    return await untilQuiet(reader, { subscribers: requiredDurables });
  } finally {
    await reader.close();
  }
}
