import type { EventId } from '@marquee/common/ids';
import { createCoalescer } from '../../domain/coalescer.js';
import type { TicketFacts } from '../../domain/messages.js';
import type { OccurredAt } from '../../live-metrics.js';

export interface EventRoom {
  add(facts: TicketFacts, occurredAt: OccurredAt): void;
  close(): void;
}

/**
 * Gathers what changes in an Event and sends it at most once in `flushMs`: the first change at
 * once, those that follow together. No state is later than that.
 */
export function createEventRoom(
  eventId: EventId,
  flushMs: number,
  send: (
    eventId: EventId,
    items: readonly TicketFacts[],
    occurredAt: readonly OccurredAt[],
  ) => void,
): EventRoom {
  const gathered = createCoalescer();
  /** Of every change, also of one that a newer one has overtaken: it is told with that. */
  let occurred: OccurredAt[] = [];
  let timer: NodeJS.Timeout | null = null;
  let flushedAtMs = Number.NEGATIVE_INFINITY;

  function flush(): void {
    timer = null;
    flushedAtMs = performance.now();
    send(eventId, gathered.take(), occurred);
    occurred = [];
  }

  return {
    add(facts, occurredAt) {
      gathered.add(facts);
      occurred.push(occurredAt);
      if (timer !== null) return;
      // Zero still waits for the turn: what arrived together leaves together. A timer drops fractions
      // and would come too soon.
      timer = setTimeout(flush, Math.ceil(Math.max(0, flushedAtMs + flushMs - performance.now())));
    },
    close() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
