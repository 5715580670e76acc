import type { Socket } from 'socket.io-client';

export interface ConnectionEvents {
  onConnected: () => void;
  onLost: () => void;
  /** The gateway will not have us, and says why; asking again at once would change nothing. */
  onRefused?: (code: string) => void;
}

const returnMsMin = 200;
const returnMsSpread = 1_500;
const refusedRetryMs = 30_000;

/**
 * Socket.IO comes back by itself when the connection breaks, but not when the gateway ends it, as
 * it does when it stops or a session is over. Returns what stops all of it.
 */
export function keepConnected(socket: Socket, events: ConnectionEvents): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  function comeBackIn(ms: number): void {
    const { engine } = socket.io;
    clearTimeout(timer);
    timer = setTimeout(() => {
      // Over a new connection: this one still speaks for the session it was opened with.
      if (socket.io.engine === engine) engine?.close();
      socket.connect();
    }, ms);
  }

  socket.on('connect', events.onConnected);
  socket.on('disconnect', (reason) => {
    events.onLost();
    if (reason === 'io server disconnect') comeBackIn(returnMsMin + Math.random() * returnMsSpread);
  });
  socket.on('connect_error', (error: Error & { data?: { code?: string } }) => {
    if (socket.active) return;
    const code = error.data?.code ?? 'unknown';
    events.onRefused?.(code);
    if (code === 'try_again') comeBackIn(returnMsMin + Math.random() * returnMsSpread);
    else if (code !== 'not_signed_in') comeBackIn(refusedRetryMs * (1 + Math.random()));
  });
  if (socket.connected) events.onConnected();
  return () => {
    clearTimeout(timer);
    socket.disconnect();
  };
}
