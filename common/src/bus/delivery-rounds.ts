import type { Logger } from '../logging/index.js';
import { createRounds } from '../rounds/index.js';
import type { Delivery, Handler, Verdict } from './port.js';

/** Enough to make a thousand events cost few transactions; small enough to answer at once. */
export const roundSizeMax = 128;
const crashRetryMs = 500;
const absentRetryMs = 50;

export interface DeliveryRounds {
  submit(delivery: Delivery): Promise<Verdict>;
  /** Resolves when nothing waits and nothing is under way. */
  drain(): Promise<void>;
}

/**
 * Hands deliveries to a handler in rounds, one under way at a time, so that versions cannot
 * overtake each other within this process. Without a handler, or when it crashed, they are put off.
 */
export function createDeliveryRounds(
  handlerNow: () => Handler | null,
  logger: Logger,
): DeliveryRounds {
  async function serve(deliveries: readonly Delivery[]): Promise<readonly Verdict[]> {
    const handler = handlerNow();
    if (handler === null) return putOff(deliveries, absentRetryMs, 'the consumer went away');
    try {
      const verdicts = await handler(deliveries);
      if (verdicts.length === deliveries.length) return verdicts;
      throw new RangeError(`${deliveries.length} deliveries, ${verdicts.length} verdicts`);
    } catch (error) {
      logger.error({ err: error }, 'A consumer crashed; it is asked again');
      return putOff(deliveries, crashRetryMs, String(error));
    }
  }
  return createRounds<Delivery, Verdict>({ sizeMax: roundSizeMax, underWayMax: 1, serve });
}

function putOff(deliveries: readonly Delivery[], afterMs: number, reason: string): Verdict[] {
  return deliveries.map(() => ({ kind: 'retry', afterMs, reason }));
}
