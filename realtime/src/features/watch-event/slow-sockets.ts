import type { EventId } from '@marquee/common/ids';
import { type Coalescer, createCoalescer } from '../../domain/coalescer.js';
import type { TicketFacts } from '../../domain/messages.js';
import type { RealtimeLimits } from '../../limits.js';
import type { LiveMetrics } from '../../live-metrics.js';
import { eventRoom, type MarketNamespace, type MarketSocket } from '../../sockets.js';

interface SlowSocket {
  readonly socket: MarketSocket;
  readonly sinceMs: number;
  readonly missed: Map<EventId, Coalescer>;
  needsResync: boolean;
}

export interface SlowSockets {
  /** Whether anybody who is behind watches the Event. */
  areWatching(eventId: EventId): boolean;
  /** Keeps what the slow watchers of an Event do not get now. */
  missed(eventId: EventId, items: readonly TicketFacts[]): void;
  /** Those who are behind take a fresh snapshot, too, when they have caught up. */
  resync(): void;
  unwatch(socket: MarketSocket, eventId: EventId): void;
  /** Looks at the watchers of these Events, and at everyone who is behind. */
  check(eventIds: Iterable<EventId>): void;
  forget(socket: MarketSocket): void;
}

/**
 * Sockets that take less than they are sent. They leave their rooms, so that nobody's memory fills
 * up; what they miss is coalesced, and sent when they have caught up. Who stays behind is dropped.
 */
export function createSlowSockets(
  namespace: MarketNamespace,
  limits: Pick<RealtimeLimits, 'unsentMax' | 'slowMsMax'>,
  metrics: LiveMetrics,
): SlowSockets {
  const slow = new Map<string, SlowSocket>();

  function setAside(socket: MarketSocket): void {
    const watched = [...socket.rooms].filter((room) => room !== socket.id);
    const missed = new Map(watched.map((room) => [idOf(room), createCoalescer()]));
    slow.set(socket.id, { socket, sinceMs: performance.now(), missed, needsResync: false });
    for (const room of watched) void socket.leave(room);
    metrics.becameSlow();
  }

  function takeBack({ socket, missed, needsResync }: SlowSocket): void {
    slow.delete(socket.id);
    for (const [eventId, coalescer] of missed) {
      void socket.join(eventRoom(eventId));
      if (coalescer.size > 0) socket.emit('tickets', { eventId, items: coalescer.take() });
      if (needsResync) socket.emit('resync', { eventId });
    }
  }

  function drop({ socket }: SlowSocket): void {
    slow.delete(socket.id);
    metrics.refused('too_slow');
    socket.disconnect(true);
  }

  return {
    areWatching: (eventId) => [...slow.values()].some(({ missed }) => missed.has(eventId)),
    unwatch: (socket, eventId) => void slow.get(socket.id)?.missed.delete(eventId),
    resync() {
      for (const behind of slow.values()) behind.needsResync = true;
    },
    missed(eventId, items) {
      for (const { missed } of slow.values()) {
        const coalescer = missed.get(eventId);
        if (coalescer !== undefined) for (const facts of items) coalescer.add(facts);
      }
    },
    check(eventIds) {
      for (const behind of slow.values()) {
        if (unsentOf(behind.socket) === 0) takeBack(behind);
        else if (performance.now() - behind.sinceMs > limits.slowMsMax) drop(behind);
      }
      for (const eventId of eventIds) {
        for (const id of namespace.adapter.rooms.get(eventRoom(eventId)) ?? []) {
          const socket = namespace.sockets.get(id);
          if (socket !== undefined && unsentOf(socket) > limits.unsentMax) setAside(socket);
        }
      }
    },
    forget: (socket) => void slow.delete(socket.id),
  };
}

/** Packets that wait for the connection to take the ones before them. */
function unsentOf(socket: MarketSocket): number {
  // Engine.IO keeps them in a field it does not show; without it every socket would count as fast.
  const { writeBuffer } = socket.conn as unknown as { readonly writeBuffer: readonly unknown[] };
  return writeBuffer.length;
}

function idOf(room: string): EventId {
  return room.slice(eventRoom('').length) as EventId;
}
