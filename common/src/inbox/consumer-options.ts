import type { ClientSession } from 'mongoose';
import type { Bus } from '../bus/port.js';
import type { Clock } from '../clock.js';
import type { AggregateType, DomainEvent } from '../contracts/domain-event.js';
import type { FaultPoint } from '../fault-point.js';
import type { Logger } from '../logging/index.js';
import type { Metrics } from '../metrics/index.js';
import type { Database } from '../mongo/index.js';

export interface ConsumerOptions {
  /** `<service>.<aggregate>`; unique in the marketplace and never changed: the inbox keeps it. */
  readonly name: string;
  readonly aggregateTypes: readonly AggregateType[];
  readonly database: Database;
  readonly bus: Bus;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly clock?: Clock;
  /** Failures of one delivery before it is parked. Default 10. */
  readonly attemptsMax?: number;
  /** How long one delivery may go on saying NotYet before it is parked. Default 5 minutes. */
  readonly notYetMsMax?: number;
  /** Called around every await of a round, as `before:<name>.read`, `after:<name>.read` …. */
  readonly faultPoint?: FaultPoint;
}

/** What a consumer does with the events it is given, in the transaction of its inbox rows. */
export type Apply<Kind extends DomainEvent> = (
  session: ClientSession,
  events: readonly Kind[],
) => Promise<void>;
