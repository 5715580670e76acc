import type { EventId } from '@marquee/common/ids';
import type { InventoryStatus } from './ticket.js';

/** A Ticket's way from one status to the next, as inventory announced it. */
export interface StatusMove {
  readonly eventId: EventId;
  readonly from: InventoryStatus;
  readonly to: InventoryStatus;
}

/** By how many the buyable Tickets of each Event rise or fall; Events in one order for all. */
export function availableChanges(moves: readonly StatusMove[]): ReadonlyMap<EventId, number> {
  const changes = new Map<EventId, number>();
  const inOneOrder = [...moves].sort((a, b) => (a.eventId < b.eventId ? -1 : 1));
  for (const { eventId, from, to } of inOneOrder) {
    const change = Number(to === 'available') - Number(from === 'available');
    changes.set(eventId, (changes.get(eventId) ?? 0) + change);
  }
  return changes;
}
