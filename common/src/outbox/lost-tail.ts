import type { Bus } from '../bus/port.js';
import type { Acknowledgements } from './leases.js';
import type { Republish } from './republish.js';

export interface LostTail {
  /** Those of which the broker has lost the last message, and perhaps more. */
  readonly partitions: readonly number[];
  /** It has everything up to here; 0 when nothing is known to be there. */
  readonly heldUpTo: number;
}

/**
 * Asks the broker for the last message of each partition. Nothing of a partition is published to a
 * storage before it was compared with it, so one whose last message is in its place has lost nothing.
 * What the others still have is everything below a message that is in its place and was published
 * before all that is lost; one that was published after it fills a place that had been lost.
 */
export async function findLostTail(
  bus: Bus,
  acknowledged: Acknowledgements,
  lastSequence: number,
  isOlder: Republish['isOlder'],
): Promise<LostTail> {
  const asked = [...acknowledged].map(async ([partition, { sequence, eventId }]) => {
    const isHeld = sequence <= lastSequence && (await bus.holds(sequence, eventId));
    return { partition, sequence, eventId, isHeld };
  });
  const lasts = await Promise.all(asked);
  const lost = lasts.filter(({ isHeld }) => isHeld === false);
  const partitions = lost.map(({ partition }) => partition);
  if (lost.length === 0) return { partitions, heldUpTo: lastSequence };
  const lostIds = lost.map(({ eventId }) => eventId);
  const highestFirst = lasts
    .filter(({ isHeld }) => isHeld === true)
    .sort((left, right) => right.sequence - left.sequence);
  for (const { sequence, eventId } of highestFirst) {
    if (await isOlder(eventId, lostIds)) return { partitions, heldUpTo: sequence };
  }
  return { partitions, heldUpTo: 0 };
}
