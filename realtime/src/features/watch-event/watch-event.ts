import type { ProblemCode } from '@marquee/common/errors';
import type { EventId } from '@marquee/common/ids';
import { z } from 'zod';
import type { TicketFacts, UnwatchAnswer, WatchAnswer } from '../../domain/messages.js';
import { refusal } from '../../domain/refusal.js';
import type { RealtimeLimits } from '../../limits.js';
import { eventRoom, type MarketSocket } from '../../sockets.js';
import type { SlowSockets } from './slow-sockets.js';

/** Ids are told in small letters: in capitals it would be a room in which nothing is ever said. */
const requestSchema = z.strictObject({ eventId: z.uuidv7().toLowerCase() });

export interface WatchDependencies {
  readonly limits: Pick<RealtimeLimits, 'watchedMax'>;
  readonly recentChangesOf: (eventId: EventId) => readonly TicketFacts[];
  readonly onWatch: (socket: MarketSocket, eventId: EventId) => void;
  readonly slowSockets: Pick<SlowSockets, 'tryWatch' | 'unwatch' | 'watchedBy'>;
  readonly onRefusal: (code: ProblemCode) => void;
}

/** The two requests of `/market`. Neither throws: whatever a browser sends gets an answer. */
export function createWatch(deps: WatchDependencies) {
  const { slowSockets } = deps;

  function refuse(code: ProblemCode, detail: string) {
    deps.onRefusal(code);
    return refusal(code, detail);
  }

  /** The Event that is asked for, or why not. */
  function read(request: unknown) {
    const parsed = requestSchema.safeParse(request);
    if (parsed.success) return { eventId: parsed.data.eventId as EventId };
    return refuse('invalid_request', 'Send {eventId} with the id of an Event, and nothing else.');
  }

  return {
    /** Joins first, so that what changes from now on is not missed; then tells what changed lately. */
    watch(socket: MarketSocket, request: unknown): WatchAnswer {
      const asked = read(request);
      if ('error' in asked) return asked;
      const room = eventRoom(asked.eventId);
      // Told everything since it joined: it only wants to know whether we are there.
      if (socket.rooms.has(room)) return { changed: [] };
      const watched = socket.rooms.size - 1 + slowSockets.watchedBy(socket);
      if (watched >= deps.limits.watchedMax)
        return refuse('rate_limited', 'Too many Events on one connection; stop watching some.');
      if (!slowSockets.tryWatch(socket, asked.eventId)) void socket.join(room);
      deps.onWatch(socket, asked.eventId);
      return { changed: deps.recentChangesOf(asked.eventId) };
    },
    unwatch(socket: MarketSocket, request: unknown): UnwatchAnswer {
      const asked = read(request);
      if ('error' in asked) return asked;
      void socket.leave(eventRoom(asked.eventId));
      slowSockets.unwatch(socket, asked.eventId);
      return {};
    },
  };
}
