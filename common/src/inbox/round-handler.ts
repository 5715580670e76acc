import type { Delivery, Handler, Verdict } from '../bus/port.js';
import type { DomainEvent } from '../contracts/domain-event.js';
import type { Logger } from '../logging/index.js';
import type { FailureDesk } from './failure-desk.js';
import type { InboxMetrics } from './inbox-metrics.js';

export interface RoundHandlerOptions {
  readonly failures: FailureDesk;
  readonly metrics: InboxMetrics;
  readonly logger: Logger;
  /** Applies all events in one transaction, or none and throws. */
  applyRound(events: readonly DomainEvent[]): Promise<void>;
}

/**
 * Applies what arrived together in one transaction. When that fails the round is halved, down to
 * single deliveries, in order: whatever is wrong with one of them is answered for that one alone.
 */
export function createRoundHandler(options: RoundHandlerOptions): Handler {
  const { failures, metrics, logger, applyRound } = options;

  async function handle(deliveries: readonly Delivery[]): Promise<readonly Verdict[]> {
    const [first] = deliveries;
    if (first === undefined) return [];
    try {
      await applyRound(deliveries.map((delivery) => delivery.event));
      await failures.forget(deliveries.filter((delivery) => delivery.attempt > 1));
      return deliveries.map(() => ({ kind: 'ack' }));
    } catch (error) {
      // The database's trouble, not theirs: smaller rounds would meet it as well.
      if (failures.isEverybodys(error)) {
        logger.warn({ err: error, deliveries: deliveries.length }, 'A round is put off');
        return deliveries.map(() => failures.putOff(error));
      }
      if (deliveries.length === 1) return [await failures.judge(first, error)];
      logger.debug({ err: error, deliveries: deliveries.length }, 'A round failed; it is halved');
    }
    const half = Math.ceil(deliveries.length / 2);
    const verdicts = await handle(deliveries.slice(0, half));
    return [...verdicts, ...(await handle(deliveries.slice(half)))];
  }

  return async (deliveries) => {
    const endRound = metrics.startRound();
    try {
      return await handle(deliveries);
    } finally {
      endRound();
    }
  };
}
