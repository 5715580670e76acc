import type { Server as HttpServer } from 'node:http';
import type { Bus } from '@marquee/common/bus';
import { systemClock } from '@marquee/common/clock';
import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import { Server } from 'socket.io';
import { WebSocketServer } from 'ws';

type Stop = () => Promise<void>;

/** The limit: the bytes that our browsers get, written to every socket, and nothing else. */
export async function serveRaw(server: HttpServer, bus: Bus): Promise<Stop> {
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  return followTickets(bus, (message) => {
    const bytes = Buffer.from(`42/market,${JSON.stringify(['tickets', message])}`);
    for (const socket of sockets.clients) socket.send(bytes, { binary: false });
  });
}

/** What is usual: Socket.IO as it comes, and every change to everybody. */
export async function serveEmitToAll(server: HttpServer, bus: Bus): Promise<Stop> {
  const market = new Server(server, { path: '/realtime' }).of('/market');
  market.on('connection', (socket) => {
    socket.on('watch', (_request: unknown, ack: (answer: object) => void) => ack({}));
  });
  return followTickets(bus, (message) => market.emit('tickets', message));
}

async function followTickets(bus: Bus, tell: (message: object) => void): Promise<Stop> {
  const following = await bus.follow(
    ['inventory'],
    systemClock.now(),
    ({ data, aggregateVersion }: DomainEvent) => {
      const { eventId, ticketId, status, price } = data as Record<string, unknown>;
      tell({ eventId, items: [{ ticketId, status, price, version: aggregateVersion }] });
    },
  );
  return () => following.stop();
}
