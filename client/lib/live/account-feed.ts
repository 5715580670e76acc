import type { Socket } from 'socket.io-client';
import { keepConnected } from './keep-connected';
import type { AccountListener, ChangedMessage } from './messages';
import type { OpenSocket } from './open-socket';
import { createOpening } from './opening';

export interface AccountFeed {
  /** Hears what changes among the reader's own things until the returned function is called. */
  follow: (listener: AccountListener) => () => void;
  /** Asks again: after sleep something may have been missed. */
  check: () => void;
  close: () => void;
}

/** One socket for everything of the signed-in reader. Their cookie says who they are. */
export function createAccountFeed(
  openSocket: OpenSocket,
  patience?: { retryMs: number },
): AccountFeed {
  const listeners = new Set<AccountListener>();
  let isLive = false;
  let stop = () => {};

  function setLive(now: boolean): void {
    isLive = now;
    for (const listener of listeners) listener.onLive?.(now);
  }

  function resync(): void {
    for (const listener of listeners) listener.onResync?.();
  }

  function follow(socket: Socket): void {
    socket.on('changed', (message: ChangedMessage) => {
      for (const listener of listeners) listener.onChanged?.(message);
    });
    socket.on('resync', resync);
    stop = keepConnected(socket, {
      onConnected: () => {
        setLive(true);
        resync();
      },
      onLost: () => setLive(false),
      onRefused(code) {
        // Signed out elsewhere: the pages ask, are refused, and go where the server says. Whoever is
        // told to try again polls meanwhile, and would only ask more often.
        if (code === 'not_signed_in') resync();
      },
    });
  }

  const opening = createOpening(() => openSocket('/account'), follow, patience);
  return {
    follow(listener) {
      listeners.add(listener);
      if (isLive) listener.onLive?.(true);
      opening.start();
      return () => void listeners.delete(listener);
    },
    check() {
      if (listeners.size > 0) opening.start();
      resync();
    },
    close() {
      opening.close();
      stop();
    },
  };
}
