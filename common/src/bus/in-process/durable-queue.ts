import type { AggregateType } from '../../contracts/domain-event.js';
import type { Logger } from '../../logging/index.js';
import { createDeliveryRounds } from '../delivery-rounds.js';
import type { Delivery, Durable, Handler, Subscription, Verdict } from '../port.js';

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
  // Of several subscribers one works; the others stand by.
  const rounds = createDeliveryRounds(
    () => [...handlers][0] ?? null,
    logger.child({ durable: durable.name }),
  );

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
