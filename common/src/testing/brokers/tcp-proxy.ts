import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { Transform } from 'node:stream';

/** A wire between a client and its server that can be cut, slowed and silenced. */
export interface TcpProxy {
  /** The server's address with the proxy's port. */
  readonly url: string;
  /** How many connections were cut so far: a fault that hit nothing was none. */
  cutCount(): number;
  /** How many have tried to connect while it was cut. */
  refusedCount(): number;
  /** Cuts every connection and lets no new one through. */
  cut(): void;
  heal(): void;
  /**
   * What is connected now stays so, and nothing passes on it any more, nor is anything taken from
   * it: as behind a router that has forgotten it. New connections are well. Answers how many.
   */
  silence(): number;
  /** Delays every packet, both ways, by so much; 0 ends that. */
  slow(delayMs: number): void;
  close(): Promise<void>;
}

/** Opens a proxy to `url` on a free port of the loopback address. */
export async function openTcpProxy(url: string): Promise<TcpProxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let isCut = false;
  let cutCount = 0;
  let refusedCount = 0;
  let delayMs = 0;

  function keep(socket: Socket): void {
    sockets.add(socket);
    // An error is followed by `close`, which tells the other end.
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  }

  function join(from: Socket, to: Socket): void {
    from.once('close', () => to.destroy());
    from.pipe(delayed(() => delayMs)).pipe(to);
  }

  const server = createServer((client) => {
    keep(client);
    if (isCut) {
      refusedCount += 1;
      client.destroy();
      return;
    }
    const upstream = connect({ host: target.hostname, port: Number(target.port) });
    keep(upstream);
    join(client, upstream);
    join(upstream, client);
  });

  function destroyAll(): void {
    for (const socket of sockets) socket.destroy();
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `${target.protocol}//127.0.0.1:${port}`,
    cutCount: () => cutCount,
    refusedCount: () => refusedCount,
    cut() {
      isCut = true;
      cutCount += Math.ceil(sockets.size / 2);
      destroyAll();
    },
    heal() {
      isCut = false;
    },
    silence() {
      for (const socket of sockets) socket.unpipe().pause();
      return sockets.size / 2;
    },
    slow(ms) {
      delayMs = ms;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      destroyAll();
      await closed;
    },
  };
}

/** Passes everything on, in order, each part after the delay that is asked for when it comes. */
function delayed(delayMsNow: () => number): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const delayMs = delayMsNow();
      if (delayMs === 0) done(null, chunk);
      else setTimeout(() => done(null, chunk), delayMs);
    },
  });
}
