import type { Delivery, Verdict } from '../bus/port.js';
import type { Clock } from '../clock.js';
import { Problem } from '../errors.js';
import type { Logger } from '../logging/index.js';
import { type Database, isTransient } from '../mongo/index.js';
import type { InboxMetrics } from './inbox-metrics.js';
import { NotYet } from './not-yet.js';
import { type InboxFailure, inboxCollections } from './rows.model.js';

export interface FailureDeskOptions {
  readonly consumer: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: InboxMetrics;
  readonly attemptsMax: number;
  readonly notYetMsMax: number;
}

export interface FailureDesk {
  /** Whether an error says nothing about the deliveries it happened to. */
  isEverybodys(error: unknown): boolean;
  putOff(error: unknown): Verdict;
  judge(delivery: Delivery, error: unknown): Promise<Verdict>;
  /** Deliveries that came through after all: their next failure is a first one. */
  forget(deliveries: readonly Delivery[]): Promise<void>;
}

const backoffMsMin = 100;
const backoffMsMax = 30_000;
const transientRetryMs = 300;

/**
 * Decides what becomes of a delivery that could not be applied. Failures are counted in the
 * database, so that neither restarts nor other consumers' failures change the count.
 */
export function createFailureDesk(options: FailureDeskOptions): FailureDesk {
  const { consumer, clock, logger, metrics } = options;
  const collections = () => inboxCollections(options.database);
  const idOf = (delivery: Delivery) => `${consumer}:${delivery.event.id}`;

  function retry(afterMs: number, error: unknown): Verdict {
    metrics.retried();
    return { kind: 'retry', afterMs, reason: reasonOf(error) };
  }

  /** How often it failed, this time included. Waiting is not failing. */
  async function record(delivery: Delivery, isFailure: boolean): Promise<InboxFailure> {
    const now = clock.now();
    const row = await collections().failures.findOneAndUpdate(
      { _id: idOf(delivery) },
      {
        $inc: { attempts: isFailure ? 1 : 0 },
        $set: { lastAt: now },
        $setOnInsert: { firstAt: now },
      },
      { upsert: true, returnDocument: 'after' },
    );
    return row ?? { _id: idOf(delivery), attempts: 1, firstAt: now, lastAt: now };
  }

  async function park(delivery: Delivery, error: unknown, attempts: number): Promise<Verdict> {
    const { event } = delivery;
    const reason = reasonOf(error);
    const stack = error instanceof Error ? (error.stack ?? null) : null;
    const parked = { consumer, event, reason, stack, attempts, at: clock.now() };
    await collections().parked.replaceOne({ _id: idOf(delivery) }, parked, { upsert: true });
    metrics.parked();
    const { id: eventId, type, aggregateId, aggregateVersion } = event;
    logger.error(
      { err: error, eventId, type, aggregateId, aggregateVersion, attempts },
      'A delivery was parked: it needs a person',
    );
    return { kind: 'park', reason };
  }

  async function judgeNow(delivery: Delivery, error: unknown): Promise<Verdict> {
    const isWaiting = error instanceof NotYet;
    const { attempts, firstAt, lastAt } = await record(delivery, !isWaiting);
    if (isWaiting) {
      const waitedMs = lastAt.getTime() - firstAt.getTime();
      if (waitedMs >= options.notYetMsMax) return park(delivery, error, attempts);
      return retry(error.afterMs, error);
    }
    if (attempts >= options.attemptsMax) return park(delivery, error, attempts);
    logger.warn({ err: error, eventId: delivery.event.id, attempts }, 'A delivery failed');
    return retry(Math.min(backoffMsMin * 2 ** (attempts - 1), backoffMsMax), error);
  }

  return {
    isEverybodys: (error) =>
      isTransient(error) || (error instanceof Problem && error.code === 'outcome_unknown'),
    putOff: (error) => retry(transientRetryMs, error),
    async judge(delivery, error) {
      try {
        return await judgeNow(delivery, error);
      } catch (recordError) {
        // Without a record there is no count and no parking; the delivery simply comes again.
        logger.error({ err: recordError, cause: reasonOf(error) }, 'A failure was not recorded');
        return retry(transientRetryMs, error);
      }
    },
    async forget(deliveries) {
      if (deliveries.length === 0) return;
      const ids = deliveries.map(idOf);
      await collections()
        .failures.deleteMany({ _id: { $in: ids } })
        .catch((error: unknown) => logger.warn({ err: error }, 'Old failures were not removed'));
    },
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
