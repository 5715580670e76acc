import type { AggregateType } from '../../contracts/domain-event.js';
import type { DomainEventId } from '../../ids.js';
import { decodeEvent } from '../broker/event-codec.js';
import { whileUp } from '../broker/while-up.js';
import { subscribeTo } from './channel-subscription.js';
import type { Channels } from './channels.js';
import type { Link } from './link.js';
import { passProbe, survey } from './survey.js';

/** They are read as fast as they come: nothing is done with them. */
const inFlightMax = 4_096;

/** The ids of the events that the channels of these types hold since then: reads them all. */
export async function heldSince(
  link: Link,
  channels: Channels,
  aggregateTypes: readonly AggregateType[],
  since: Date,
): Promise<ReadonlySet<DomainEventId>> {
  const { last } = await survey(link, channels, aggregateTypes);
  const ids = new Set<DomainEventId>();
  const reached = new Map<AggregateType, number>();
  let endReading: () => void = () => undefined;
  const read = new Promise<void>((resolve) => {
    endReading = resolve;
  });
  let isProbed = false;
  /** A channel that was brought nothing before the probe has nothing. */
  function look(): void {
    const isBehind = ([type, sequence]: [AggregateType, number]) =>
      sequence < (last.get(type) ?? 0);
    if (isProbed && ![...reached].some(isBehind)) endReading();
  }

  const subscriptions = await Promise.all(
    aggregateTypes.map((aggregateType) =>
      subscribeTo(link, {
        ...{ channel: channels.of(aggregateType), startAt: { since }, inFlightMax },
        take(message) {
          const event = decodeEvent(message.getRawData());
          if (event !== null) ids.add(event.id);
          reached.set(aggregateType, message.getSequence());
          look();
        },
      }),
    ),
  );
  await passProbe(link, channels);
  isProbed = true;
  look();
  await whileUp(link, read);
  for (const subscription of subscriptions) void subscription.close();
  return ids;
}
