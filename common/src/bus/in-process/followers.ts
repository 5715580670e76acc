import type { AggregateType, DomainEvent } from '../../contracts/domain-event.js';
import type { Logger } from '../../logging/index.js';
import type { Subscription } from '../port.js';
import type { InProcessBusOptions } from './create-bus.js';
import { createFollower, type Follower } from './follower.js';

/** Longer than from a publish to the mark on its row, even in a rush. */
const recentMax = 5_000;

type Histories = InProcessBusOptions['histories'];

/** Those who read the past once and then listen, each for itself. */
export function createFollowers(histories: Histories, logger: Logger) {
  const followers = new Set<Follower>();
  /** Published, but perhaps not yet marked so in the outbox, where histories look. */
  const recent: DomainEvent[] = [];

  return {
    tell(event: DomainEvent): void {
      recent.push(event);
      if (recent.length > 2 * recentMax) recent.splice(0, recentMax);
      for (const follower of followers) follower.tell(event);
    },
    async add(
      aggregateTypes: readonly AggregateType[],
      since: Date,
      listener: (event: DomainEvent) => void,
    ): Promise<Subscription> {
      const follower = createFollower(aggregateTypes, listener, logger);
      followers.add(follower);
      for (const event of recent) {
        if (new Date(event.occurredAt) >= since) follower.tell(event);
      }
      try {
        for (const history of histories) {
          for await (const event of history(aggregateTypes, since)) follower.bring(event);
        }
      } catch (error) {
        followers.delete(follower);
        throw error;
      }
      follower.goLive();
      return {
        async stop() {
          followers.delete(follower);
          follower.stop();
        },
      };
    },
    clear(): void {
      for (const follower of followers) follower.stop();
      followers.clear();
    },
  };
}
