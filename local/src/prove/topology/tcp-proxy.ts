import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { pipeline, Transform } from 'node:stream';

/** Which way of a wire: from whoever opened it, or back to them. */
export type Way = 'there' | 'back';

/** A wire between two processes that can be cut, slowed, and made to swallow what it is given. */
export interface TcpProxy {
  readonly port: number;
  /** Connections made since the start. */
  connectionCount(): number;
  /** Ends every connection and refuses new ones; answers how many were ended. */
  cut(): number;
  /** Every chunk takes this long from now on, either way; 0 is as fast as it goes. */
  slow(delayMs: number): void;
  /**
   * Nothing arrives any more, these ways, and nobody is told: a network that is gone without a
   * word. What was sent arrives when it is mended, as TCP sends it again.
   */
  swallow(...ways: readonly Way[]): void;
  /** Takes connections again, at full speed. */
  mend(): void;
  close(): Promise<void>;
}

export async function openTcpProxy(targetPort: number): Promise<TcpProxy> {
  const open = new Set<Socket>();
  let connections = 0;
  let isCut = false;
  let delayMs = 0;
  let swallowing: readonly Way[] = [];
  const swallowed: (() => void)[] = [];

  /** Keeps the order of chunks, and lets each wait. */
  const delayed = (way: Way) =>
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        if (swallowing.includes(way)) swallowed.push(() => done(null, chunk));
        else if (delayMs === 0) done(null, chunk);
        else setTimeout(done, delayMs, null, chunk);
      },
    });

  const server = createServer((client) => {
    if (isCut) {
      client.destroy();
      return;
    }
    connections += 1;
    const target = connect({ port: targetPort, host: '127.0.0.1' });
    for (const socket of [client, target]) {
      open.add(socket);
      socket.once('close', () => open.delete(socket));
      socket.setNoDelay(true);
    }
    const end = () => {
      client.destroy();
      target.destroy();
    };
    pipeline(client, delayed('there'), target, end);
    pipeline(target, delayed('back'), client, end);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  function destroyAll(): number {
    const count = open.size / 2;
    for (const socket of open) socket.destroy();
    return Math.ceil(count);
  }

  return {
    port: (server.address() as AddressInfo).port,
    connectionCount: () => connections,
    cut() {
      isCut = true;
      return destroyAll();
    },
    slow(ms) {
      delayMs = ms;
    },
    swallow(...ways) {
      swallowing = ways;
    },
    mend() {
      isCut = false;
      delayMs = 0;
      swallowing = [];
      for (const arrive of swallowed.splice(0)) arrive();
    },
    async close() {
      server.close();
      destroyAll();
      await once(server, 'close');
    },
  };
}
