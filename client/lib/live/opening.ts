import type { Socket } from 'socket.io-client';

export interface Opening {
  /** Opens the socket unless it is open or about to be. */
  start: () => void;
  close: () => void;
}

const patience = { retryMs: 3_000 };

/**
 * A socket that is opened once. Its code is loaded first; when that fails, as it does without a
 * network or just after a new version came out, pages poll and it is tried again: each browser after
 * a moment of its own, and on `start`, which a page that wakes calls.
 */
export function createOpening(
  open: () => Promise<Socket>,
  onOpen: (socket: Socket) => void,
  { retryMs } = patience,
): Opening {
  let state: 'closed' | 'opening' | 'open' | 'ended' = 'closed';
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function start(): Promise<void> {
    if (state !== 'closed') return;
    clearTimeout(timer);
    state = 'opening';
    try {
      const socket = await open();
      if (hasEnded()) return void socket.disconnect();
      state = 'open';
      onOpen(socket);
    } catch {
      // Nobody has lost anything: what follows is not live, says so, and polls.
      if (hasEnded()) return;
      state = 'closed';
      timer = setTimeout(() => void start(), retryMs * (1 + Math.random()));
    }
  }
  /** Asked after waiting, when `state` may have become something else. */
  const hasEnded = () => state === 'ended';

  return {
    start: () => void start(),
    close() {
      state = 'ended';
      clearTimeout(timer);
    },
  };
}
