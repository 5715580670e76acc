import { answersAreKept, type RememberedRequest } from './answer-checks.js';
import { everyEventApplied, versionsWithoutGaps } from './delivery-checks.js';
import type { Ledger, Subscriber, Violations } from './ledger.js';
import { replicasEqual } from './replica-checks.js';
import { moneyFollowsOrders, oneOrderPerTicket } from './sale-checks.js';

/** Every invariant of reliability.md that can be read from the databases at a quiet moment. */
export function checkLedger(
  ledger: Ledger,
  subscribers: readonly Subscriber[],
  requests: readonly RememberedRequest[],
): Violations {
  return [
    ...everyEventApplied(ledger, subscribers),
    ...versionsWithoutGaps(ledger),
    ...oneOrderPerTicket(ledger),
    ...moneyFollowsOrders(ledger),
    ...replicasEqual(ledger),
    ...answersAreKept(ledger, requests),
  ];
}
