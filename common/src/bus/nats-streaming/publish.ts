import type { DomainEvent } from '../../contracts/domain-event.js';
import { type PublishReceipt, PublishRefused } from '../port.js';
import type { Channels } from './channels.js';
import type { Link } from './link.js';
import { EventTooLarge, send } from './send.js';

const underWayMax = 4_096;
const soonMs = 250;
const unansweredMs = 1_000;

/**
 * Publishes over one link, many at a time. The server knows neither message ids nor fences and
 * tells no position: what is published twice, consumers know by the event's id.
 */
export function createPublish(channels: Channels) {
  let underWay = 0;

  return async (link: Link, event: DomainEvent): Promise<PublishReceipt> => {
    if (underWay >= underWayMax) throw new PublishRefused('Too many are under way', soonMs);
    underWay += 1;
    try {
      await send(link, channels.of(event.aggregateType), Buffer.from(JSON.stringify(event)));
      return { duplicate: false };
    } catch (error) {
      if (error instanceof EventTooLarge) throw error;
      const afterMs = link.lost.aborted ? soonMs : unansweredMs;
      throw new PublishRefused(String(error), afterMs, { cause: error });
    } finally {
      underWay -= 1;
    }
  };
}
