import type { Delivery, Verdict } from '../bus/port.js';
import type { Clock } from '../clock.js';
import { Problem } from '../errors.js';
import type { Logger } from '../logging/index.js';
import { isTransient } from '../mongo/index.js';
import { ContractBroken } from './assert-contract.js';
import type { Deferrals } from './deferrals.js';
import type { FailureRecords } from './failure-records.js';
import type { InboxMetrics } from './inbox-metrics.js';
import { NotYet } from './not-yet.js';
import { ack } from './verdicts.js';

export interface FailureDeskOptions {
  readonly consumer: string;
  readonly records: FailureRecords;
  readonly deferrals: Deferrals;
  /** Told what deliveries were deferred for. */
  onDeferred(waitsFor: readonly string[]): void;
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
  /** Of those that the error says came too early. */
  defer(deliveries: readonly Delivery[], error: NotYet): Promise<readonly Verdict[]>;
  park(delivery: Delivery, error: unknown, attempts: number): Promise<Verdict>;
}

const backoffMsMin = 100;
const backoffMsMax = 30_000;
const transientRetryMs = 300;

/** Decides what becomes of a delivery that could not be applied. */
export function createFailureDesk(options: FailureDeskOptions): FailureDesk {
  const { consumer, records, clock, logger, metrics } = options;

  function retry(afterMs: number, error: unknown): Verdict {
    metrics.retried();
    return { kind: 'retry', afterMs, reason: reasonOf(error) };
  }

  async function park(delivery: Delivery, error: unknown, attempts: number): Promise<Verdict> {
    const { event } = delivery;
    const reason = reasonOf(error);
    const stack = error instanceof Error ? (error.stack ?? null) : null;
    await records.park(delivery, { consumer, event, reason, stack, attempts, at: clock.now() });
    metrics.parked();
    const { id: eventId, type, aggregateId, aggregateVersion } = event;
    logger.error(
      { err: error, eventId, type, aggregateId, aggregateVersion, attempts },
      'A delivery was parked: it needs a person',
    );
    return { kind: 'park', reason };
  }

  /** Stored, and so over for the bus; those that have waited for too long are parked. */
  async function defer(deliveries: readonly Delivery[], error: NotYet): Promise<Verdict[]> {
    const { afterMs, reason, early } = error;
    const known = new Map(early.map(({ event, waitsFor }) => [event.id, waitsFor]));
    const waitsForOf = ({ event }: Delivery) => known.get(event.id) ?? reason;
    const old = await options.deferrals.defer(
      deliveries.map((one) => ({ event: one.event, afterMs, reason, waitsFor: waitsForOf(one) })),
      options.notYetMsMax,
    );
    await records.released(deliveries);
    metrics.retried(deliveries.length);
    options.onDeferred(deliveries.map(waitsForOf));
    const verdicts: Verdict[] = [];
    for (const one of deliveries)
      verdicts.push(old.has(one.event.id) ? await park(one, error, 0) : ack);
    return verdicts;
  }

  async function judgeNow(delivery: Delivery, error: unknown): Promise<Verdict> {
    if (error instanceof NotYet) {
      const [verdict] = await defer([delivery], error);
      if (verdict !== undefined) return verdict;
    }
    const { attempts } = await records.failed(delivery);
    // It would be the same the next time.
    if (error instanceof ContractBroken) return park(delivery, error, attempts);
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
        await records.released([delivery]);
        return retry(transientRetryMs, error);
      }
    },
    defer,
    park,
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
