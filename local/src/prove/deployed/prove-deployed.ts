import { createLogger } from '@marquee/common/logging';
import { checkLedger } from '../../ledger/check-ledger.js';
import type { Ledger } from '../../ledger/ledger.js';
import { openLedgerReader } from '../../ledger/read-ledger.js';
import { untilQuiet } from '../../ledger/until-quiet.js';
import { requiredDurables } from '../../required-durables.js';
import { askAgain } from '../ask-again.js';
import { createAsking } from '../load/asking.js';
import { startLoad } from '../load/load.js';
import { forgeSessions, openMarket } from '../load/market.js';
import { createMemory } from '../load/memory.js';
import { createTally, type Tally, unfitAnswers } from '../load/tally.js';
import { seededRandom } from '../random.js';
import type { DeployedSettings } from './config.js';
import { notChecked } from './not-checked.js';

const lastWordsMsMax = 30_000;
const lookEveryMs = 2_000;

/**
 * People use a marketplace that somebody else runs, until `end` resolves; then they ask again, and
 * its books are read. Answers whether every promise was kept. What happens to the marketplace
 * meanwhile is somebody else's matter, too.
 */
export async function proveDeployed(
  settings: DeployedSettings,
  end: Promise<void>,
  say: (line: string) => void,
): Promise<boolean> {
  const complaints: string[] = [];
  const random = seededRandom(settings.seed);
  const tally = createTally();
  const asking = createAsking(settings.url, random, tally);
  const market = await openMarket(asking, forgeSessions(settings.sessionKey));
  const memory = createMemory();
  const journeyer = { asking, market, memory, random, tally, desk: null };
  const load = startLoad(journeyer, settings.perSecond, (error) =>
    complaints.push(`a journey failed: ${String(error)}`),
  );
  say('the market is open');
  try {
    await end;
  } finally {
    asking.giveUpIn(lastWordsMsMax);
    await load.stop();
  }
  // Before everybody asks again: this is what people had while things happened.
  const failed = countFailed(tally);
  say(`${tally.total()} requests in ${load.journeyCount()} journeys, ${failed} failed`);
  for (const line of statusLines(tally)) say(line);

  const requests = await askAgain(asking, memory);
  const ledger = await readLedger(settings);
  const violations = [
    ...checkLedger(ledger, requiredDurables, requests, { writes: memory.writes }),
    ...unfitAnswers(tally),
    ...complaints,
  ];
  say(`${ledger.outbox.length} domain events, ${ledger.orders.length} orders in the books`);
  for (const line of notChecked) say(`NOT CHECKED ${line}`);
  for (const line of violations) say(`VIOLATED ${line}`);
  return violations.length === 0 && (failed === 0 || settings.mayFail);
}

async function readLedger({ mongoUrlOf }: DeployedSettings): Promise<Ledger> {
  const logger = createLogger({ name: 'prove', level: 'silent' });
  const reader = await openLedgerReader(mongoUrlOf, logger);
  try {
    return await untilQuiet(reader, { subscribers: requiredDurables, lookEveryMs });
  } finally {
    await reader.close();
  }
}

/** Lost on the way, or an answer of the kind that promises nothing. */
function countFailed({ counts }: Tally): number {
  const isFailed = (status: string) => status === 'lost' || status.startsWith('5');
  return [...counts.values()]
    .flatMap((statuses) => [...statuses])
    .filter(([status]) => isFailed(status))
    .reduce((sum, [, count]) => sum + count, 0);
}

const statusLines = ({ counts }: Tally) =>
  [...counts].map(([request, statuses]) => {
    const parts = [...statuses].map(([status, count]) => `${count} × ${status}`);
    return `    ${request}: ${parts.join(', ')}`;
  });
