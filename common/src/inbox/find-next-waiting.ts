import type { DomainEvent } from '../contracts/domain-event.js';
import { versionKey } from './rows.js';
import type { InboxCollections } from './rows.model.js';

/** What waits in an event's aggregate and follows the last version, or the lowest without one. */
export async function findNextWaiting(
  { waiting, versions }: InboxCollections,
  consumer: string,
  event: DomainEvent,
): Promise<DomainEvent | null> {
  const key = versionKey(consumer, event);
  const lowest = await waiting.findOne({ key }, { sort: { version: 1 } });
  if (lowest === null) return null;
  const last = (await versions.findOne({ _id: key }))?.version;
  return last === undefined || lowest.version === last + 1 ? lowest.event : null;
}
