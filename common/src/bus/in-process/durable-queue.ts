import type { AggregateType } from '../../contracts/domain-event.js';
import type { Logger } from '../../logging/index.js';
import { createRounds } from '../../rounds/index.js';
import type { Delivery, Durable, Handler, Subscription, Verdict } from '../port.js';

/** Enough to make a thousand events cost few transactions; small enough to answer at once. */
const roundSizeMax = 128;
const crashRetryMs = 500;

export interface DurableQueue {
  readonly name: string;
  wants(aggregateType: AggregateType): boolean;
  isSubscribed(): boolean;
  assertSame(durable: Durable): void;
  subscribe(handler: Handler): Subscription;
  deliver(delivery: Delivery): Promise<Verdict>;
  drain(): Promise<void>;
}

/** Hands deliveries to a durable in rounds, one under way, so that versions cannot overtake. */
export function createDurableQueue(durable: Durable, logger: Logger): DurableQueue {
  const wanted = new Set(durable.aggregateTypes);
  const handlers = new Set<Handler>();
  const rounds = createRounds<Delivery, Verdict>({
    sizeMax: roundSizeMax,
    underWayMax: 1,
    serve: serveRound,
  });

  async function serveRound(deliveries: readonly Delivery[]): Promise<readonly Verdict[]> {
    // Of several subscribers one works; the others stand by.
    const [handler] = handlers;
    if (handler === undefined) return retryAll(deliveries, `${durable.name} went away`);
    try {
      const verdicts = await handler(deliveries);
      if (verdicts.length === deliveries.length) return verdicts;
      throw new RangeError(`${deliveries.length} deliveries, ${verdicts.length} verdicts`);
    } catch (error) {
      logger.error({ err: error, durable: durable.name }, 'A consumer crashed; it is asked again');
      return retryAll(deliveries, String(error));
    }
  }

  return {
    name: durable.name,
    wants: (aggregateType) => wanted.has(aggregateType),
    isSubscribed: () => handlers.size > 0,
    assertSame({ aggregateTypes }) {
      const isSame =
        aggregateTypes.length === wanted.size && aggregateTypes.every((type) => wanted.has(type));
      if (isSame) return;
      throw new RangeError(`${durable.name} was declared for ${[...wanted].join(', ')}`);
    },
    subscribe(handler) {
      handlers.add(handler);
      return {
        async stop() {
          handlers.delete(handler);
          await rounds.drain();
        },
      };
    },
    deliver: (delivery) => rounds.submit(delivery),
    drain: () => rounds.drain(),
  };
}

function retryAll(deliveries: readonly Delivery[], reason: string): Verdict[] {
  return deliveries.map(() => ({ kind: 'retry', afterMs: crashRetryMs, reason }));
}
