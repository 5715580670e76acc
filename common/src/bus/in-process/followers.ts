import { systemClock } from '../../clock.js';
import type { AggregateType, DomainEvent } from '../../contracts/domain-event.js';
import type { Logger } from '../../logging/index.js';
import type { Subscription } from '../port.js';
import { createFollower, type Follower } from './follower.js';
import type { History } from './history.js';

/** Longer than from a publish to the mark on its row, even in a rush. */
const recentMax = 5_000;

/** Those who read the past once and then listen, each for itself. */
export function createFollowers(histories: readonly History[], logger: Logger) {
  const followers = new Set<Follower>();
  /** Published, but perhaps not yet marked so in the outbox, where histories look. */
  const recent: { readonly event: DomainEvent; readonly publishedAt: Date }[] = [];

  return {
    tell(event: DomainEvent): void {
      recent.push({ event, publishedAt: systemClock.now() });
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
      for (const { event, publishedAt } of recent) {
        if (publishedAt >= since) follower.tell(event);
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
