import type { FaultPoint } from '@marquee/common/fault-point';
import type { Logger } from '@marquee/common/logging';
import type { Database } from '@marquee/common/mongo';
import type { Outbox } from '@marquee/common/outbox';
import type { EventRepository } from '../data/event.repository.js';
import type { LeasedPaymentRepository } from '../data/leased-payment.repository.js';
import type { LedgerRepository } from '../data/ledger.repository.js';
import type { OrderRepository } from '../data/order.repository.js';
import type { Intents } from '../stripe/intents.js';
import type { Refunds } from '../stripe/refunds.js';

/** What a payment's step works with. */
export interface StepDependencies {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly orders: OrderRepository;
  readonly payments: LeasedPaymentRepository;
  readonly ledger: LedgerRepository;
  readonly events: EventRepository;
  readonly intents: Intents;
  readonly refunds: Refunds;
  readonly logger: Logger;
  readonly faultPoint: FaultPoint;
  /** The longest pause between two looks at an unfinished intent. */
  readonly waitMsMax: number;
  /** The longest pause after a call that failed. */
  readonly failureWaitMsMax: number;
  /** How long after an unanswered create its orphan must have shown up. */
  readonly orphanSweepMs: number;
  /** The pause after a refund's first failed attempt; it grows fourfold. */
  readonly refundRetryMs: number;
}
