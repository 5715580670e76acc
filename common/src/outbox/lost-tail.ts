import type { Bus } from '../bus/port.js';
import type { DomainEventId } from '../ids.js';
import type { Acknowledgements } from './leases.js';
import type { Republish } from './republish.js';

export interface LostTail {
  /** Those of which the broker has lost the last message, and perhaps more. */
  readonly partitions: readonly number[];
  /** It has everything up to here; 0 when nothing is known to be there. */
  readonly heldUpTo: number;
}

/**
 * Asks the broker for the last message of each partition. Its height alone does not tell: when its
 * tail was lost, others may have published past it since. A message that is still in its place, and
 * was published before what is lost, proves that nothing below it was lost; one that was published
 * after it fills a place that had been lost.
 */
export async function findLostTail(
  bus: Bus,
  acknowledged: Acknowledgements,
  lastSequence: number,
  isOlder: Republish['isOlder'],
): Promise<LostTail> {
  const highestFirst = [...acknowledged].sort(
    ([, left], [, right]) => right.sequence - left.sequence,
  );
  const partitions: number[] = [];
  const lost: DomainEventId[] = [];
  for (const [partition, { sequence, eventId }] of highestFirst) {
    const isHeld = sequence <= lastSequence && (await bus.holds(sequence, eventId));
    if (isHeld === true && (await isOlder(eventId, lost))) {
      return { partitions, heldUpTo: sequence };
    }
    if (isHeld !== false) continue;
    partitions.push(partition);
    lost.push(eventId);
  }
  return { partitions, heldUpTo: 0 };
}
