import { answersAreKept, type RememberedRequest } from './answer-checks.js';
import {
  duplicateEffects,
  effectsFollowVersions,
  nothingUncommittedHeard,
  parkedAreListed,
} from './bus-checks.js';
import type { ClockSkew } from './clock-skew.js';
import { everyEventApplied, versionsWithoutGaps } from './delivery-checks.js';
import { noMoneyWaits } from './late-checks.js';
import { findLateMoney, type Outage } from './late-money.js';
import type { Ledger, Subscriber, Violations } from './ledger.js';
import { moneyFollowsOrders } from './money-checks.js';
import { type Parking, parkedWasFound } from './parking-checks.js';
import { replicasEqual } from './replica-checks.js';
import { oneOrderPerTicket, soldOneAtATime } from './sale-checks.js';
import { type RememberedWrite, writesAreKept } from './write-checks.js';

export interface CheckOptions {
  /** What senders of other things than orders were told. */
  readonly writes?: readonly RememberedWrite[];
  /** Whose wrong clocks dated domain events meanwhile. */
  readonly skews?: readonly ClockSkew[];
  /** What was parked on purpose. */
  readonly parkings?: readonly Parking[];
  /** When Stripe could not be reached. */
  readonly outages?: readonly Outage[];
}

/** Every invariant of reliability.md that can be read from the databases at a quiet moment. */
export function checkLedger(
  ledger: Ledger,
  subscribers: readonly Subscriber[],
  requests: readonly RememberedRequest[],
  { writes = [], skews = [], outages = [], parkings = [] }: CheckOptions = {},
): Violations {
  return [
    ...everyEventApplied(ledger, subscribers),
    ...nothingUncommittedHeard(ledger),
    ...versionsWithoutGaps(ledger),
    ...effectsFollowVersions(ledger, subscribers),
    ...duplicateEffects(ledger),
    ...oneOrderPerTicket(ledger),
    ...soldOneAtATime(ledger),
    ...moneyFollowsOrders(ledger),
    ...noMoneyWaits(ledger, findLateMoney(ledger, { skews, outages }), skews),
    ...replicasEqual(ledger),
    ...parkedAreListed(ledger),
    ...parkedWasFound(parkings),
    ...answersAreKept(ledger, requests),
    ...writesAreKept(ledger, writes),
  ];
}
