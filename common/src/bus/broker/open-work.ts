import type { Subscription } from '../port.js';

/** What a bus has under way, so that its `close` can end it. */
export function createOpenWork() {
  const subscriptions = new Set<Subscription>();
  const publishing = new Set<Promise<unknown>>();
  return {
    keep(subscription: Subscription): Subscription {
      subscriptions.add(subscription);
      return {
        ...subscription,
        async stop() {
          await subscription.stop();
          subscriptions.delete(subscription);
        },
      };
    },
    track<Answer>(work: Promise<Answer>): Promise<Answer> {
      const settled = work.finally(() => publishing.delete(settled));
      publishing.add(settled);
      return settled;
    },
    /** Stops what is subscribed, then waits for what is being published. */
    async end(): Promise<void> {
      await Promise.all([...subscriptions].map((subscription) => subscription.stop()));
      await Promise.allSettled(publishing);
    },
  };
}

/** One subscription that stops all of its parts together. */
export function together(parts: readonly Subscription[]): Subscription {
  return { stop: async () => void (await Promise.all(parts.map((part) => part.stop()))) };
}
