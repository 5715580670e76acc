import type { AggregateType } from '../../contracts/domain-event.js';
import { whileUp } from '../broker/while-up.js';
import { subscribeTo } from './channel-subscription.js';
import type { Channels } from './channels.js';
import type { Link } from './link.js';
import { send } from './send.js';

/**
 * Resolves when every subscription made before has been sent the beginning of what it wanted. The
 * server begins subscriptions one after the other, so what comes for a later one comes later; the
 * one made here is of a channel of its own that is never empty.
 */
export async function passProbe(link: Link, channels: Channels): Promise<void> {
  await send(link, channels.probe, Buffer.from('probe'));
  let arrive: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const take = () => arrive();
  const subscription = await subscribeTo(link, {
    ...{ channel: channels.probe, startAt: 'last', take },
  });
  await whileUp(link, arrived);
  await subscription.close();
}

/** The sequence of the last message of each channel, 0 of an empty one. The server only shows it. */
export async function askLastSequences(
  link: Link,
  channels: Channels,
  aggregateTypes: readonly AggregateType[],
): Promise<Map<AggregateType, number>> {
  const last = new Map<AggregateType, number>(aggregateTypes.map((type) => [type, 0]));
  const subscriptions = await Promise.all(
    aggregateTypes.map((aggregateType) =>
      subscribeTo(link, {
        channel: channels.of(aggregateType),
        startAt: 'last',
        take: (message) => void last.set(aggregateType, message.getSequence()),
      }),
    ),
  );
  await passProbe(link, channels);
  await Promise.all(subscriptions.map((subscription) => subscription.close()));
  return last;
}
