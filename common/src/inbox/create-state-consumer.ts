import type { ClientSession } from 'mongoose';
import type { Bus, Durable, Subscription } from '../bus/port.js';
import { type Clock, systemClock } from '../clock.js';
import type { AggregateType, DomainEvent } from '../contracts/domain-event.js';
import type { Job } from '../lifecycle/service.js';
import type { Logger } from '../logging/index.js';
import type { Metrics } from '../metrics/index.js';
import { type Database, ensureIndexes } from '../mongo/index.js';
import { createFailureDesk } from './failure-desk.js';
import { createInboxMetrics } from './inbox-metrics.js';
import { createRoundHandler } from './round-handler.js';
import { inboxModels } from './rows.model.js';
import { createStateRound } from './state-round.js';

export interface StateConsumerOptions<Kind extends DomainEvent> {
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
  /**
   * Writes the states of `events` (at most one per aggregate, newer than the last one applied),
   * only through `session`, one statement after another. Runs in a transaction that may be
   * repeated: no other effects. Throws NotYet when something it builds on has not arrived.
   */
  apply(session: ClientSession, events: readonly Kind[]): Promise<void>;
}

/**
 * A consumer that keeps a copy of others' states. The newest version wins, older ones are
 * recorded and skipped, so that any order, repetition or replay ends in the same state. Each
 * effect is in one transaction with the inbox rows that prevent a second one.
 */
export function createStateConsumer<Kind extends DomainEvent = DomainEvent>(
  options: StateConsumerOptions<Kind>,
): Job & { readonly durable: Durable } {
  const { name, aggregateTypes, database, bus } = options;
  const clock = options.clock ?? systemClock;
  const logger = options.logger.child({ consumer: name });
  const metrics = createInboxMetrics(options.metrics, name);
  const durable: Durable = { name, aggregateTypes };
  const handler = createRoundHandler({
    metrics,
    logger,
    failures: createFailureDesk({
      consumer: name,
      database,
      clock,
      logger,
      metrics,
      attemptsMax: options.attemptsMax ?? 10,
      notYetMsMax: options.notYetMsMax ?? 5 * 60_000,
    }),
    applyRound: createStateRound({
      consumer: name,
      database,
      clock,
      metrics,
      // The aggregate types asked for are those of `Kind`; the bus brings no others.
      apply: (session, events) => options.apply(session, events as unknown as readonly Kind[]),
    }),
  });
  let subscription: Subscription | undefined;
  return {
    name,
    durable,
    async start() {
      await ensureIndexes(database, inboxModels(database));
      subscription = await bus.subscribe(durable, handler);
    },
    async stop() {
      await subscription?.stop();
      subscription = undefined;
    },
  };
}
