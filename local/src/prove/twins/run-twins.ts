import { checkLedger } from '../../ledger/check-ledger.js';
import type { Violations } from '../../ledger/ledger.js';
import { waitFor } from '../waiting.js';
import { ackBeforeCommit } from './ack-before-commit.js';
import { believedWebhook } from './believed-webhook.js';
import { copyByArrival } from './copy-by-arrival.js';
import { type Ground, openGround, type TwinBroker } from './ground.js';
import { noFence } from './no-fence.js';
import { noHeir } from './no-heir.js';
import { noInbox } from './no-inbox.js';
import { noParking } from './no-parking.js';
import { noResync } from './no-resync.js';
import { orderByTime } from './order-by-time.js';
import type { Provocation, Variant } from './provocation.js';
import { publishBeforeCommit } from './publish-before-commit.js';
import { readGround } from './read-ground.js';
import { refundWithoutKey } from './refund-without-key.js';

const settleMsMax = 10_000;

export const provocations: readonly Provocation[] = [
  ...[noInbox, publishBeforeCommit, ackBeforeCommit, noFence, orderByTime, noResync],
  ...[refundWithoutKey, believedWebhook, copyByArrival, noHeir, noParking],
];

/**
 * Runs a provocation on one variant and answers what the checker says of it afterwards: of the
 * sound one nothing, of the twin at least one violation of its invariant.
 */
export async function judgeVariant(
  provocation: Provocation,
  variant: Variant,
  servers: { readonly mongoUrl: string; readonly broker: TwinBroker },
): Promise<Violations> {
  const ground = await openGround(servers.mongoUrl, servers.broker);
  try {
    await provocation.provoke(ground, variant);
    const isExpected = (violations: Violations) =>
      variant === 'sound' ? violations.length === 0 : isCaught(provocation, violations);
    const settled = await waitFor(settleMsMax, async () => {
      const violations = await check(ground, provocation);
      return isExpected(violations) ? violations : null;
    });
    return settled ?? (await check(ground, provocation));
  } finally {
    await ground.close();
  }
}

/** Whether the checker reports what the twin lacks. */
export function isCaught({ invariant }: Provocation, violations: Violations): boolean {
  return violations.some((violation) => violation.startsWith(`${invariant}:`));
}

async function check(ground: Ground, { subscriber }: Provocation): Promise<Violations> {
  const books = checkLedger(await readGround(ground), [subscriber], []);
  const seen = await Promise.all(ground.checks.map(async (look) => look()));
  return [...books, ...seen.flat()];
}
