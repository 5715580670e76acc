import { createServer } from 'node:http';
import { Server, type Socket as ServerSocket } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import type { ChangedMessage, TicketFacts } from '@/lib/live/messages';
import type { OpenSocket } from '@/lib/live/open-socket';

/** A Socket.IO server that speaks the contract of `/realtime`, and misbehaves when it is told to. */
export async function openGateway() {
  const server = createServer();
  const gateway = new Server(server, { path: '/realtime', transports: ['websocket'] });
  const market = gateway.of('/market');
  const account = gateway.of('/account');
  const heard: string[] = [];
  /** Of each handshake of `/account`: over which connection it came. */
  const handshakes: string[] = [];
  const connections = new Set<{ close(discard: boolean): unknown }>();
  gateway.engine.on('connection', (connection) => connections.add(connection));
  const is = { silent: false, tooBusy: false, refusing: null as string | null };
  let changedLately: readonly TicketFacts[] = [];

  market.on('connection', (socket) => {
    for (const request of ['watch', 'unwatch'] as const) {
      socket.on(request, ({ eventId }: { eventId: string }, ack?: (answer: object) => void) => {
        heard.push(`${request} ${eventId}`);
        if (is.silent) return;
        if (is.tooBusy) return ack?.({ error: { code: 'rate_limited', detail: '' } });
        if (request === 'watch') void socket.join(eventId);
        else void socket.leave(eventId);
        ack?.(request === 'watch' ? { changed: changedLately } : {});
      });
    }
  });
  account.use((socket: ServerSocket, next) => {
    handshakes.push((socket.conn as unknown as { id: string }).id);
    if (is.refusing === null) return next();
    next(Object.assign(new Error('refused'), { data: { code: is.refusing, detail: '' } }));
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `http://127.0.0.1:${address.port}`;
  const sockets: Socket[] = [];
  const openSocket: OpenSocket = async (namespace) => {
    const options = { path: '/realtime', transports: ['websocket'], reconnectionDelay: 10 };
    const socket = io(`${url}${namespace}`, { ...options, reconnectionDelayMax: 20 });
    sockets.push(socket);
    return socket;
  };

  return {
    ...{ heard, handshakes, is, openSocket },
    answerJoinsWith(facts: readonly TicketFacts[]) {
      changedLately = facts;
    },
    tellTickets: (eventId: string, items: readonly TicketFacts[]) =>
      market.to(eventId).emit('tickets', { eventId, items }),
    tellResync: (eventId: string) => market.to(eventId).emit('resync', { eventId }),
    tellChanged: (message: ChangedMessage) => account.emit('changed', message),
    /** As a dead network does. */
    cutConnections() {
      for (const connection of connections) connection.close(true);
    },
    /** As a gateway that stops does, or one that ends a session. */
    dismiss: (namespace: '/market' | '/account') => gateway.of(namespace).disconnectSockets(),
    async close() {
      for (const socket of sockets) socket.disconnect();
      await gateway.close();
    },
  };
}

export type Gateway = Awaited<ReturnType<typeof openGateway>>;

/** Waits for what somebody else brings about. */
export async function until(isTrue: () => boolean, msMax = 8_000): Promise<void> {
  const startedAtMs = performance.now();
  while (!isTrue()) {
    if (performance.now() - startedAtMs > msMax)
      throw new Error(`never came true: ${String(isTrue)}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
