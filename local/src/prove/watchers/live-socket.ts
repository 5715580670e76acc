import { io, type Socket } from 'socket.io-client';

export interface LiveSocketOptions {
  readonly url: string;
  /** The site that the page is of, where it is reached by another address. */
  readonly origin?: string | undefined;
  readonly namespace: '/market' | '/account';
  readonly cookie?: string;
}

export interface LiveSocket {
  readonly socket: Socket;
  /** What ended its connection, or prevented one, last. */
  trouble(): string;
  /** Opens another connection: this one does not carry. */
  renew(): void;
  close(): void;
}

/** As in the client: back within this, each after a moment of its own. */
const reconnectMsMax = 2_500;
const returnMsMin = 200;
const returnMsSpread = 1_500;

/** A browser's socket, with a connection of its own, which comes back however it was lost. */
export function openLiveSocket({
  url,
  origin = url,
  namespace,
  cookie,
}: LiveSocketOptions): LiveSocket {
  const socket = io(`${url}${namespace}`, {
    ...{ path: '/realtime', transports: ['websocket'], forceNew: true, timeout: 4_000 },
    ...{ reconnectionDelay: 500, reconnectionDelayMax: reconnectMsMax, randomizationFactor: 0.8 },
    extraHeaders: { origin, ...(cookie !== undefined && { cookie }) },
  });
  let timer: NodeJS.Timeout | undefined;
  let trouble = 'it was not connected yet';

  /** Socket.IO comes back by itself when a connection breaks, not when the gateway ends it. */
  function comeBack(): void {
    const { engine } = socket.io;
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        // Not one that is only being opened: nobody would hear of its end.
        if (socket.io.engine === engine) engine?.close();
        socket.connect();
      },
      returnMsMin + Math.random() * returnMsSpread,
    );
  }

  socket.on('disconnect', (reason) => {
    trouble = reason;
    if (reason === 'io server disconnect') comeBack();
  });
  socket.on('connect_error', ({ message }) => {
    trouble = message;
    if (!socket.active) comeBack();
  });
  return {
    socket,
    trouble: () => trouble,
    renew: () => socket.io.engine?.close(),
    close() {
      clearTimeout(timer);
      socket.disconnect();
    },
  };
}
