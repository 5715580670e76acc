import type { Message, Subscription } from 'node-nats-streaming';
import { whileUp } from '../broker/while-up.js';
import type { Link } from './link.js';

/** Where to begin in a channel. A durable that is there already goes on where it stood. */
export type StartAt = 'first' | 'last' | { readonly since: Date } | { readonly sequence: number };

export interface ChannelSubscriptionOptions {
  readonly channel: string;
  readonly startAt: StartAt;
  readonly take: (message: Message) => void;
  /** A durable queue with manual acknowledgement; without it everybody gets everything. */
  readonly durableName?: string;
  readonly ackWaitMs?: number;
  readonly inFlightMax?: number;
}

export interface ChannelSubscription {
  /** Leaves it; a durable stays with the server. Resolves when the server has confirmed. */
  close(): Promise<void>;
}

/**
 * Subscribes; resolves when the server has confirmed.
 * @throws when it refuses or is lost; when it does not answer, the link is given up
 */
export async function subscribeTo(
  link: Link,
  options: ChannelSubscriptionOptions,
): Promise<ChannelSubscription> {
  const subscription = request(link, options);
  subscription.on('message', options.take);
  await whileUp(link, settled(link, subscription, 'ready'));
  return {
    async close() {
      const closed = settled(link, subscription, 'closed');
      subscription.close();
      // Lost on the way: then it is left all the same.
      await whileUp(link, closed).catch(() => undefined);
    },
  };
}

function request(link: Link, options: ChannelSubscriptionOptions): Subscription {
  const { channel, startAt, durableName, ackWaitMs = 30_000, inFlightMax = 256 } = options;
  const wanted = link.stan.subscriptionOptions();
  wanted.setAckWait(Math.max(1, Math.ceil(ackWaitMs / 1_000)) * 1_000).setMaxInFlight(inFlightMax);
  if (startAt === 'first') wanted.setDeliverAllAvailable();
  else if (startAt === 'last') wanted.setStartWithLastReceived();
  else if ('since' in startAt) wanted.setStartTime(startAt.since);
  else wanted.setStartAtSequence(startAt.sequence);
  if (durableName === undefined) return link.stan.subscribe(channel, wanted);
  wanted.setDurableName(durableName).setManualAckMode(true);
  return link.stan.subscribe(channel, durableName, wanted);
}

function settled(link: Link, subscription: Subscription, event: string): Promise<void> {
  return new Promise((resolve, reject) => {
    subscription.once(event, () => resolve());
    subscription.on('error', reject);
    subscription.once('timeout', (error: Error) => {
      // Perhaps the server did it: only a new connect makes sure.
      link.lose(error);
      reject(error);
    });
  });
}
