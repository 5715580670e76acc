import type { EventId } from '@marquee/common/ids';
import { endNow, unsentOf } from '../../connection.js';
import type { TicketFacts } from '../../domain/messages.js';
import type { RealtimeLimits } from '../../limits.js';
import type { LiveMetrics } from '../../live-metrics.js';
import { eventRoom, type MarketNamespace, type MarketSocket } from '../../sockets.js';

interface SlowSocket {
  readonly socket: MarketSocket;
  readonly sinceMs: number;
  readonly watched: Set<EventId>;
  needsResync: boolean;
}

export interface SlowSockets {
  /** Adds to what a slow socket watches; false when it is not slow, and joins the room itself. */
  tryWatch(socket: MarketSocket, eventId: EventId): boolean;
  unwatch(socket: MarketSocket, eventId: EventId): void;
  /** How many Events a socket watches that is not in their rooms now. */
  watchedBy(socket: MarketSocket): number;
  /** Those who are behind take a fresh snapshot, too, when they have caught up. */
  resync(): void;
  /** Looks at the watchers of these Events, and at everyone who is behind. */
  check(eventIds: Iterable<EventId>): void;
  forget(socket: MarketSocket): void;
}

export interface SlowSocketsDependencies {
  readonly namespace: MarketNamespace;
  readonly limits: Pick<RealtimeLimits, 'unsentMax' | 'slowMsMax' | 'flushMs'>;
  readonly metrics: LiveMetrics;
  /** The newest states of what changed since then; it reaches back further than `slowMsMax`. */
  readonly changesSince: (eventId: EventId, sinceMs: number) => readonly TicketFacts[];
}

/**
 * Sockets that take less than they are sent. They leave their rooms, so that nobody's memory fills
 * up; when they have caught up they get the last states of what changed meanwhile. Who stays behind
 * is dropped.
 */
export function createSlowSockets(deps: SlowSocketsDependencies): SlowSockets {
  const { namespace, limits, metrics, changesSince } = deps;
  const slow = new Map<string, SlowSocket>();

  function setAside(socket: MarketSocket): void {
    const rooms = [...socket.rooms].filter((room) => room !== socket.id);
    const watched = new Set(rooms.map(idOf));
    // What the room had gathered and not yet sent when the socket left it counts as missed.
    const sinceMs = performance.now() - limits.flushMs;
    slow.set(socket.id, { socket, sinceMs, watched, needsResync: false });
    for (const room of rooms) void socket.leave(room);
    metrics.becameSlow();
  }

  function takeBack({ socket, sinceMs, watched, needsResync }: SlowSocket): void {
    slow.delete(socket.id);
    for (const eventId of watched) {
      void socket.join(eventRoom(eventId));
      const items = changesSince(eventId, sinceMs);
      if (items.length > 0) socket.emit('tickets', { eventId, items });
      if (needsResync) socket.emit('resync', { eventId });
    }
  }

  function drop({ socket }: SlowSocket): void {
    slow.delete(socket.id);
    metrics.refused('too_slow');
    endNow(socket.conn);
  }

  return {
    tryWatch(socket, eventId) {
      const behind = slow.get(socket.id);
      behind?.watched.add(eventId);
      return behind !== undefined;
    },
    unwatch: (socket, eventId) => void slow.get(socket.id)?.watched.delete(eventId),
    watchedBy: (socket) => slow.get(socket.id)?.watched.size ?? 0,
    resync() {
      for (const behind of slow.values()) behind.needsResync = true;
    },
    check(eventIds) {
      for (const behind of slow.values()) {
        if (unsentOf(behind.socket.conn) === 0) takeBack(behind);
        else if (performance.now() - behind.sinceMs > limits.slowMsMax) drop(behind);
      }
      for (const eventId of eventIds) {
        for (const id of namespace.adapter.rooms.get(eventRoom(eventId)) ?? []) {
          const socket = namespace.sockets.get(id);
          if (socket !== undefined && unsentOf(socket.conn) > limits.unsentMax) setAside(socket);
        }
      }
    },
    forget: (socket) => void slow.delete(socket.id),
  };
}

function idOf(room: string): EventId {
  return room.slice(eventRoom('').length) as EventId;
}
