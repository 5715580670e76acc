import type { Clock } from '@marquee/common/clock';
import { createLoop, type Job } from '@marquee/common/lifecycle';
import type { Logger } from '@marquee/common/logging';
import { type CloseEventDeps, closeEventChunk } from './close-event.js';

/** Rounds refuse a cancelled Event at once; closing its tickets may take this long to begin. */
const sleepMs = 500;

/** Closes the tickets of cancelled Events, chunk by chunk. Any replica may do any chunk. */
export function createCloseEventsJob(
  deps: CloseEventDeps & { readonly clock: Clock; readonly logger: Logger },
): Job {
  return createLoop({
    name: 'orders.close-events',
    clock: deps.clock,
    logger: deps.logger,
    async turn(signal) {
      const eventId = await deps.events.findUnclosed();
      if (eventId === null) return { sleepMs };
      while (!signal.aborted) if (await closeEventChunk(deps, eventId)) break;
      return { sleepMs: 0 };
    },
  });
}
