import { systemClock } from '@marquee/common/clock';
import type { Ledger } from '../ledger/ledger.js';
import type { LedgerReader } from '../ledger/read-ledger.js';

/** Late money is released within 60 s, so nothing may take longer than that to settle. */
const quietMsMax = 60_000;

/** The ledger at the first moment when nothing is under way, or as it is after a minute. */
export async function untilQuiet(reader: LedgerReader): Promise<Ledger> {
  const startedAt = performance.now();
  for (;;) {
    if (await reader.isQuiet()) {
      const ledger = await reader.read();
      if (isSettled(ledger) || performance.now() - startedAt > quietMsMax) return ledger;
    } else if (performance.now() - startedAt > quietMsMax) return reader.read();
    await systemClock.sleep(250);
  }
}

function isSettled({ outbox, orders, payments }: Ledger): boolean {
  const open = new Set(['awaiting_payment', 'paying']);
  const finished = new Set(['captured', 'released', 'failed', 'refunded']);
  return (
    outbox.every((row) => !row.isPending) &&
    orders.every((order) => !open.has(order.status)) &&
    payments.every((payment) => finished.has(payment.status))
  );
}
