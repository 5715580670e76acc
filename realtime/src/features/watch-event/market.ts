import type { EventId } from '@marquee/common/ids';
import type { TicketFacts } from '../../domain/messages.js';
import { createRecentChanges } from '../../domain/recent-changes.js';
import type { RealtimeLimits } from '../../limits.js';
import type { LiveMetrics, OccurredAt } from '../../live-metrics.js';
import { eventRoom, type MarketNamespace, type MarketSocket } from '../../sockets.js';
import { createEventRoom, type EventRoom } from './event-room.js';
import { createSlowSockets } from './slow-sockets.js';
import { createWatch } from './watch-event.js';

export interface MarketDependencies {
  readonly namespace: MarketNamespace;
  readonly limits: RealtimeLimits;
  readonly metrics: LiveMetrics;
  readonly onWatch: (socket: MarketSocket, eventId: EventId) => void;
}

export interface Market {
  /** A ticket changed: its watchers hear of it, unless a newer state was told already. */
  tell(eventId: EventId, facts: TicketFacts, occurredAt: OccurredAt): void;
  /** We may have missed something: every watcher takes a fresh snapshot. */
  resync(): void;
  stop(): void;
}

/** `/market`: public facts of the Events that a browser watches. */
export function openMarket({ namespace, limits, metrics, onWatch }: MarketDependencies): Market {
  const recent = createRecentChanges(limits.recentMs);
  const rooms = new Map<EventId, EventRoom>();
  const sentTo = new Set<EventId>();
  const changesSince = recent.since;
  const slowSockets = createSlowSockets({ namespace, limits, metrics, changesSince });
  const watch = createWatch({
    limits,
    recentChangesOf: (eventId) =>
      changesSince(eventId, performance.now() - limits.recentMs).slice(-limits.changedMax),
    slowSockets,
    onWatch,
    onRefusal: metrics.refused,
  });

  function send(
    eventId: EventId,
    items: readonly TicketFacts[],
    occurredAt: readonly OccurredAt[],
  ): void {
    const room = eventRoom(eventId);
    const watchers = namespace.adapter.rooms.get(room)?.size ?? 0;
    if (watchers === 0) return;
    namespace.to(room).emit('tickets', { eventId, items });
    metrics.told('tickets', watchers);
    for (const at of occurredAt) metrics.reached(at);
    sentTo.add(eventId);
  }

  function roomOf(eventId: EventId): EventRoom {
    const room = rooms.get(eventId) ?? createEventRoom(eventId, limits.flushMs, send);
    rooms.set(eventId, room);
    return room;
  }

  namespace.on('connection', (socket) => {
    metrics.opened('market');
    socket.on('watch', (request, ack) => answer(ack, watch.watch(socket, request)));
    socket.on('unwatch', (request, ack) => answer(ack, watch.unwatch(socket, request)));
    socket.on('disconnect', (reason) => {
      slowSockets.forget(socket);
      metrics.closed('market', reason);
    });
  });
  // A room is made when an Event changes and goes with its last watcher.
  namespace.adapter.on('delete-room', (name: string) => {
    const eventId = name.slice(eventRoom('').length) as EventId;
    rooms.get(eventId)?.close();
    rooms.delete(eventId);
  });

  const checks = setInterval(() => {
    slowSockets.check(sentTo);
    sentTo.clear();
  }, limits.slowCheckMs);
  const tidying = setInterval(() => recent.forget(performance.now()), limits.recentMs / 4);

  return {
    tell(eventId, facts, occurredAt) {
      if (!recent.add(eventId, facts, performance.now())) return;
      if (namespace.adapter.rooms.has(eventRoom(eventId))) roomOf(eventId).add(facts, occurredAt);
    },
    resync() {
      slowSockets.resync();
      for (const [name, { size }] of namespace.adapter.rooms) {
        if (!name.startsWith(eventRoom(''))) continue;
        namespace.to(name).emit('resync', { eventId: name.slice(eventRoom('').length) as EventId });
        metrics.told('resync', size);
      }
    },
    stop() {
      clearInterval(checks);
      clearInterval(tidying);
      for (const room of rooms.values()) room.close();
    },
  };
}

/** A request without an ack is not wrong; it just gets no answer. */
function answer<Answer>(ack: unknown, answered: Answer): void {
  if (typeof ack === 'function') (ack as (answer: Answer) => void)(answered);
}
