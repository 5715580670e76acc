import type { Socket } from 'socket.io-client';
import { keepConnected } from './keep-connected';
import type {
  MarketListener,
  ResyncMessage,
  TicketFacts,
  TicketsMessage,
  ViewersMessage,
} from './messages';
import type { OpenSocket } from './open-socket';
import { createOpening } from './opening';

export interface MarketFeed {
  /** Hears of an Event's tickets until the returned function is called. */
  watch: (eventId: string, listener: MarketListener) => () => void;
  /** Makes sure that we still hear: after sleep a connection may only look open. */
  check: () => void;
  close: () => void;
}

interface WatchAnswer {
  changed?: readonly TicketFacts[];
}

const patience = { answerMsMax: 3_000, refusedRetryMs: 2_000, openRetryMs: 3_000 };

/** The Events that this page watches, over one socket; joined again whenever it comes back. */
export function createMarketFeed(
  openSocket: OpenSocket,
  { answerMsMax, refusedRetryMs, openRetryMs }: typeof patience = patience,
): MarketFeed {
  const watched = new Map<string, Set<MarketListener>>();
  let socket: Socket | null = null;
  let stop = () => {};
  const retries = new Map<string, ReturnType<typeof setTimeout>>();

  const tell = (eventId: string, say: (listener: MarketListener) => void) => {
    for (const listener of watched.get(eventId) ?? []) say(listener);
  };
  const tellAll = (say: (listener: MarketListener) => void) => {
    for (const eventId of watched.keys()) tell(eventId, say);
  };

  /** Refused for now, as who asks too often is: pages poll until it is granted. */
  function joinLater(eventId: string): void {
    clearTimeout(retries.get(eventId));
    const again = () => {
      if (watched.has(eventId)) void join(eventId);
    };
    retries.set(eventId, setTimeout(again, refusedRetryMs * (1 + Math.random())));
  }

  /** First into the room, then the snapshot: what changes between them is told. */
  async function join(eventId: string): Promise<void> {
    if (socket?.connected !== true) return;
    try {
      const answer = (await socket
        .timeout(answerMsMax)
        .emitWithAck('watch', { eventId })) as WatchAnswer;
      if (answer.changed === undefined) return joinLater(eventId);
      const { changed } = answer;
      tell(eventId, (listener) => listener.onTickets?.(changed));
      tell(eventId, (listener) => listener.onLive?.(true));
      tell(eventId, (listener) => listener.onResync?.());
    } catch {
      // No answer: whatever this connection looks like, it does not carry. A new one is opened.
      socket.io.engine?.close();
    }
  }

  const joinAll = () => {
    for (const eventId of watched.keys()) void join(eventId);
  };

  function follow(opened: Socket): void {
    socket = opened;
    opened.on('tickets', ({ eventId, items }: TicketsMessage) =>
      tell(eventId, (listener) => listener.onTickets?.(items)),
    );
    opened.on('viewers', ({ eventId, count }: ViewersMessage) =>
      tell(eventId, (listener) => listener.onViewers?.(count)),
    );
    opened.on('resync', ({ eventId }: ResyncMessage) =>
      tell(eventId, (listener) => listener.onResync?.()),
    );
    stop = keepConnected(opened, {
      onConnected: joinAll,
      onLost: () => tellAll((listener) => listener.onLive?.(false)),
    });
  }

  const opening = createOpening(() => openSocket('/market'), follow, { retryMs: openRetryMs });
  return {
    watch(eventId, listener) {
      const listeners = watched.get(eventId) ?? new Set<MarketListener>();
      watched.set(eventId, listeners.add(listener));
      if (socket === null) opening.start();
      else void join(eventId);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        watched.delete(eventId);
        if (socket?.connected === true) socket.emit('unwatch', { eventId });
      };
    },
    check() {
      if (watched.size > 0) opening.start();
      joinAll();
    },
    close() {
      opening.close();
      for (const timer of retries.values()) clearTimeout(timer);
      stop();
    },
  };
}
