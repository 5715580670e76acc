import type { Ledger, Subscriber } from '../ledger/ledger.js';
import { openLedgerReader } from '../ledger/read-ledger.js';
import { untilQuiet } from '../ledger/until-quiet.js';
import { requiredDurables } from '../required-durables.js';
import { auditors } from './auditor.js';
import { memberServices } from './topology/specs.js';
import type { World } from './topology/world.js';

/** Between two readings of everything, which takes a while itself. */
const lookEveryMs = 2_000;

const runHere = new Set(memberServices);

/** Everybody who runs here and must have dealt with every domain event of their kinds. */
export const subscribers: readonly Subscriber[] = [
  ...requiredDurables.filter(({ name }) => runHere.has(name.split('.')[0] ?? '')),
  ...auditors,
];

export async function readQuietLedger({ database, logger }: World): Promise<Ledger> {
  const reader = await openLedgerReader(database.url, logger);
  try {
    return await untilQuiet(reader, { subscribers, lookEveryMs });
  } finally {
    await reader.close();
  }
}
