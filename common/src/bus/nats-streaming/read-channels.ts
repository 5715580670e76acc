import type { Message } from 'node-nats-streaming';
import type { AggregateType } from '../../contracts/domain-event.js';
import { type StartAt, subscribeTo } from './channel-subscription.js';
import type { Channels } from './channels.js';
import type { Link } from './link.js';
import { passProbe } from './survey.js';

export interface ReadChannelsOptions {
  /** Whose channels, and the sequence of the last message that each has now. */
  readonly last: ReadonlyMap<AggregateType, number>;
  readonly inFlightMax?: number;
  startAt(aggregateType: AggregateType, lastSequence: number): StartAt;
  take(aggregateType: AggregateType, message: Message): void;
}

export interface ChannelReading {
  /** Resolves when all has been brought that was there at the beginning. Never rejects. */
  readonly past: Promise<void>;
  close(): Promise<void>;
}

/** Reads channels side by side, and on. Resolves when the server has begun to bring each of them. */
export async function readChannels(
  link: Link,
  channels: Channels,
  { last, inFlightMax, startAt, take }: ReadChannelsOptions,
): Promise<ChannelReading> {
  const behind = new Set(last.keys());
  const untouched = new Set(last.keys());
  let endPast: () => void = () => undefined;
  const past = new Promise<void>((resolve) => {
    endPast = resolve;
  });
  function reach(aggregateType: AggregateType): void {
    behind.delete(aggregateType);
    if (behind.size === 0) endPast();
  }
  const subscribing = [...last].map(([aggregateType, lastSequence]) =>
    subscribeTo(link, {
      channel: channels.of(aggregateType),
      startAt: startAt(aggregateType, lastSequence),
      ...(inFlightMax !== undefined && { inFlightMax }),
      take(message) {
        untouched.delete(aggregateType);
        take(aggregateType, message);
        if (message.getSequence() >= lastSequence) reach(aggregateType);
      },
    }),
  );
  const subscriptions = await Promise.all(subscribing);
  await passProbe(link, channels);
  // One that was brought nothing by now has no past; the others get all of theirs.
  for (const aggregateType of untouched) reach(aggregateType);
  if (behind.size === 0) endPast();
  return {
    past,
    async close() {
      await Promise.all(subscriptions.map((subscription) => subscription.close()));
    },
  };
}
