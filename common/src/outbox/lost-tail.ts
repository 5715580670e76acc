import type { Bus } from '../bus/port.js';
import type { Acknowledgements } from './leases.js';
import type { Republish } from './republish.js';

export interface LostTail {
  /** Those of which the broker has lost the last message, and perhaps more. */
  readonly partitions: readonly number[];
  /** It has everything up to here; 0 when nothing is known to be there. */
  readonly heldUpTo: number;
}

/** A message's time is the broker's, an event's that of the service which committed it. */
const clocksApartMs = 30_000;

/**
 * Asks the broker for the last message of each partition. Nothing of a partition is published to a
 * storage before it was compared with it, so one whose last message is in its place has lost nothing.
 * What the others still have is what the broker stored before any of the lost ones was committed:
 * what it stored later may lie in a place that had been lost.
 */
export async function findLostTail(
  bus: Bus,
  acknowledged: Acknowledgements,
  lastSequence: number,
  committedAt: Republish['committedAt'],
): Promise<LostTail> {
  const asked = [...acknowledged].map(async ([partition, { sequence, eventId }]) => {
    const isHeld = sequence <= lastSequence && (await bus.holds(sequence, eventId));
    return { partition, eventId, isHeld };
  });
  const lost = (await Promise.all(asked)).filter(({ isHeld }) => isHeld === false);
  const partitions = lost.map(({ partition }) => partition);
  if (lost.length === 0) return { partitions, heldUpTo: lastSequence };
  const firstMs = (await committedAt(lost.map(({ eventId }) => eventId)))?.getTime();
  if (firstMs === undefined) return { partitions, heldUpTo: 0 };
  return { partitions, heldUpTo: await bus.storedBefore(new Date(firstMs - clocksApartMs)) };
}
