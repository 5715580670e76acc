import { createLocalSignals } from '../bus/local-signals.js';
import type { Bus, Durable, Handler, Verdict } from '../bus/port.js';
import type { AggregateType, DomainEvent } from '../contracts/domain-event.js';

export interface RecordingBus extends Bus {
  /** Every event that was given to `publish`, in order. */
  readonly published: DomainEvent[];
  /** Hands an event to whoever subscribed to or follows its aggregate; answers their verdicts. */
  deliver(event: DomainEvent, attempt?: number): Promise<Verdict[]>;
}

interface Follower {
  readonly aggregateTypes: readonly AggregateType[];
  readonly listener: (event: DomainEvent) => void;
}

/** A bus that brings nothing anywhere by itself: the test is the world outside. */
export function createRecordingBus(): RecordingBus {
  const published: DomainEvent[] = [];
  const subscribers = new Map<Durable, Handler>();
  const followers = new Set<Follower>();

  function tellFollowers(event: DomainEvent): void {
    for (const follower of followers) {
      if (follower.aggregateTypes.includes(event.aggregateType)) follower.listener(event);
    }
  }

  return {
    published,
    async publish(event) {
      published.push(event);
      tellFollowers(event);
      return { duplicate: false };
    },
    async deliver(event, attempt = 1) {
      tellFollowers(event);
      const verdicts: Verdict[] = [];
      for (const [durable, handler] of subscribers) {
        if (!durable.aggregateTypes.includes(event.aggregateType)) continue;
        verdicts.push(...(await handler([{ event, attempt }])));
      }
      return verdicts;
    },
    async subscribe(durable, handler) {
      subscribers.set(durable, handler);
      return { stop: async () => void subscribers.delete(durable) };
    },
    async follow(aggregateTypes, _since, listener) {
      const follower = { aggregateTypes, listener };
      followers.add(follower);
      return { stop: async () => void followers.delete(follower) };
    },
    isShared: false,
    signals: createLocalSignals(),
    isReady: () => true,
    connections: () => 1,
    storage: async () => null,
    holds: async () => null,
    storedBefore: async () => 0,
    heldSince: async () => null,
    close: async () => undefined,
  };
}
