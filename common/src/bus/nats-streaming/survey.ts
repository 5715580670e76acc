import { systemClock } from '../../clock.js';
import type { AggregateType } from '../../contracts/domain-event.js';
import { newId } from '../../ids.js';
import { whileUp } from '../broker/while-up.js';
import { type ChannelSubscription, subscribeTo } from './channel-subscription.js';
import type { Channels } from './channels.js';
import type { Link } from './link.js';
import { send } from './send.js';

/** What a storage is and how far it goes. */
export interface Survey {
  /** Its name: the first message of a channel of its own. */
  readonly origin: string;
  /** When it was written there last, by the server's clock. */
  readonly namedAt: Date;
  /** The sequence of the last message of each channel, 0 of an empty one. */
  readonly last: ReadonlyMap<AggregateType, number>;
}

/**
 * Looks at the storage behind a link. The server tells nothing that a wipe changes: even its
 * publish prefix is made of its cluster id. So who finds a storage without a name writes one; of
 * two who do so at once, one is the first. Sequences it only shows, by bringing the last message.
 *
 * All is asked for at once: after a lost connection every process of a marketplace looks.
 */
export async function survey(
  link: Link,
  channels: Channels,
  aggregateTypes: readonly AggregateType[],
): Promise<Survey> {
  const last = new Map<AggregateType, number>(aggregateTypes.map((type) => [type, 0]));
  let tell: (name: string) => void = () => undefined;
  let namedAt: Date | null = null;
  const name = new Promise<string>((resolve) => {
    tell = resolve;
  });
  const [, ...subscriptions] = await Promise.all([
    send(link, channels.probe, Buffer.from('probe')),
    subscribeTo(link, {
      channel: channels.origin,
      startAt: 'first',
      take(message) {
        namedAt = message.getTimestamp();
        tell(message.getRawData().toString());
      },
    }),
    ...aggregateTypes.map((aggregateType) =>
      subscribeTo(link, {
        channel: channels.of(aggregateType),
        startAt: 'last',
        take: (message) => void last.set(aggregateType, message.getSequence()),
      }),
    ),
  ]);
  await passProbe(link, channels);
  if (namedAt === null) await send(link, channels.origin, Buffer.from(newId()));
  const origin = await whileUp(link, name);
  leave(subscriptions);
  return { origin, namedAt: namedAt ?? systemClock.now(), last: new Map(last) };
}

/**
 * Resolves when every subscription made before has been sent the beginning of what it wanted. The
 * server begins subscriptions one after the other, so what comes for a later one comes later; the
 * one made here is of a channel of its own that a survey has filled.
 */
export async function passProbe(link: Link, channels: Channels): Promise<void> {
  let arrive: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const take = () => arrive();
  const subscription = await subscribeTo(link, {
    ...{ channel: channels.probe, startAt: 'last', take },
  });
  await whileUp(link, arrived);
  leave([subscription]);
}

/** Nobody waits for it: a close that fails is of a link that is lost. */
function leave(subscriptions: readonly ChannelSubscription[]): void {
  for (const subscription of subscriptions) void subscription.close();
}
