import type { Clock } from '@marquee/common/clock';
import { Problem } from '@marquee/common/errors';
import { between, noFaults } from '@marquee/common/fault-point';
import type { EventId } from '@marquee/common/ids';
import { createLoop, type Job } from '@marquee/common/lifecycle';
import type { Logger } from '@marquee/common/logging';
import { isTransient } from '@marquee/common/mongo';
import { type CloseEventDeps, closeEventChunk } from './close-event.js';

/** Rounds refuse a cancelled Event at once; closing its tickets may take this long to begin. */
const sleepMs = 500;
/** So long an Event that could not be closed lets others go before it. */
const stubbornMs = 60_000;

/** Closes the tickets of cancelled Events, chunk by chunk. Any replica may do any chunk. */
export function createCloseEventsJob(
  deps: CloseEventDeps & { readonly clock: Clock; readonly logger: Logger },
): Job {
  const { events, faultPoint = noFaults } = deps;
  /** Events that could not be closed, and when to try again: others are closed meanwhile. */
  const stubborn = new Map<EventId, number>();

  function resting(): EventId[] {
    const nowMs = deps.clock.now().getTime();
    return [...stubborn].filter(([, untilMs]) => untilMs > nowMs).map(([eventId]) => eventId);
  }

  async function closeEvent(eventId: EventId, signal: AbortSignal): Promise<void> {
    try {
      while (!signal.aborted) {
        const chunk = () => closeEventChunk(deps, eventId);
        if (await between(faultPoint, 'close.transaction', chunk)) return;
      }
    } catch (error) {
      if (isTransient(error) || isOutcomeUnknown(error)) throw error;
      stubborn.set(eventId, deps.clock.now().getTime() + stubbornMs);
      deps.logger.error({ err: error, eventId }, 'a cancelled Event cannot be closed');
    }
  }

  return createLoop({
    name: 'orders.close-events',
    clock: deps.clock,
    logger: deps.logger,
    async turn(signal) {
      const eventId = await between(faultPoint, 'close.find', () => events.findUnclosed(resting()));
      if (eventId === null) return { sleepMs };
      await closeEvent(eventId, signal);
      return { sleepMs: 0 };
    },
  });
}

/** The chunk may have been written: the next one finds what is left. */
function isOutcomeUnknown(error: unknown): boolean {
  return error instanceof Problem && error.code === 'outcome_unknown';
}
