import { systemClock } from '@marquee/common/clock';
import { everyEventApplied } from './delivery-checks.js';
import { unfinishedMoney } from './late-checks.js';
import type { Ledger, Subscriber } from './ledger.js';
import type { LedgerReader } from './read-ledger.js';

/** Late money is released within 60 s, so nothing may take longer than that to settle. */
const quietMsMax = 60_000;

export interface QuietOptions {
  /** Who must have dealt with everything. */
  readonly subscribers: readonly Subscriber[];
  /** Between two looks; a large ledger is not read four times a second. Default 250. */
  readonly lookEveryMs?: number;
}

/** The ledger at the first moment when nothing is under way, or as it is after a minute. */
export async function untilQuiet(
  reader: Omit<LedgerReader, 'close'>,
  { subscribers, lookEveryMs = 250 }: QuietOptions,
): Promise<Ledger> {
  const startedAtMs = performance.now();
  for (;;) {
    const isLate = performance.now() - startedAtMs > quietMsMax;
    if (isLate || (await reader.isQuiet())) {
      const ledger = await reader.read();
      // Of what was committed while it was read it has one half and lacks the other.
      const isWhole = ledger.outbox.length === (await reader.countCommitted());
      if (isLate || (isWhole && isSettled(ledger, subscribers))) return ledger;
    }
    await systemClock.sleep(lookEveryMs);
  }
}

function isSettled(ledger: Ledger, subscribers: readonly Subscriber[]): boolean {
  const open = new Set(['awaiting_payment', 'paying']);
  return (
    ledger.orders.every((order) => !open.has(order.status)) &&
    unfinishedMoney(ledger).length === 0 &&
    everyEventApplied(ledger, subscribers).length === 0
  );
}
