import type { Clock } from '@marquee/common/clock';
import { between, noFaults } from '@marquee/common/fault-point';
import type { EventId } from '@marquee/common/ids';
import { createLoop, type Job } from '@marquee/common/lifecycle';
import type { Logger } from '@marquee/common/logging';
import { createStubbornRows } from '../../data/stubborn-rows.js';
import { type CloseEventDeps, closeEventChunk } from './close-event.js';

/** Rounds refuse a cancelled Event at once; closing its tickets may take this long to begin. */
const sleepMs = 500;

/** Closes the tickets of cancelled Events, chunk by chunk. Any replica may do any chunk. */
export function createCloseEventsJob(
  deps: CloseEventDeps & { readonly clock: Clock; readonly logger: Logger },
): Job {
  const { events, faultPoint = noFaults } = deps;
  const stubborn = createStubbornRows<EventId>(deps.clock);

  async function closeEvent(eventId: EventId, signal: AbortSignal): Promise<void> {
    try {
      while (!signal.aborted) {
        const chunk = () => closeEventChunk(deps, eventId);
        if (await between(faultPoint, 'close.transaction', chunk)) return;
      }
    } catch (error) {
      if (!stubborn.blame(eventId, error)) throw error;
      deps.logger.error({ err: error, eventId }, 'a cancelled Event cannot be closed');
    }
  }

  return createLoop({
    name: 'orders.close-events',
    clock: deps.clock,
    logger: deps.logger,
    async turn(signal) {
      const eventId = await between(faultPoint, 'close.find', () =>
        events.findUnclosed(stubborn.resting()),
      );
      if (eventId === null) return { sleepMs };
      await closeEvent(eventId, signal);
      return { sleepMs: 0 };
    },
  });
}
