import type { AggregateType } from '../../contracts/domain-event.js';
import type { DomainEventId } from '../../ids.js';
import { decodeEvent } from '../broker/event-codec.js';
import { whileUp } from '../broker/while-up.js';
import type { Channels } from './channels.js';
import type { Link } from './link.js';
import { readChannels } from './read-channels.js';
import { survey } from './survey.js';

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
  const reading = await readChannels(link, channels, {
    ...{ last, inFlightMax, startAt: () => ({ since }) },
    take(_aggregateType, message) {
      const event = decodeEvent(message.getRawData());
      if (event !== null) ids.add(event.id);
    },
  });
  await whileUp(link, reading.past);
  await reading.close();
  return ids;
}
