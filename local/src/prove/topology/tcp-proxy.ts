import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { pipeline, Transform } from 'node:stream';

/** A wire between a process and the broker that can be cut and slowed. */
export interface TcpProxy {
  readonly port: number;
  /** Connections made since the start. */
  connectionCount(): number;
  /** Ends every connection and refuses new ones; answers how many were ended. */
  cut(): number;
  /** Every chunk takes this long from now on, either way; 0 is as fast as it goes. */
  slow(delayMs: number): void;
  /** Takes connections again, at full speed. */
  mend(): void;
  close(): Promise<void>;
}

export async function openTcpProxy(targetPort: number): Promise<TcpProxy> {
  const open = new Set<Socket>();
  let connections = 0;
  let isCut = false;
  let delayMs = 0;

  /** Keeps the order of chunks, and lets each wait. */
  const delayed = () =>
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        if (delayMs === 0) done(null, chunk);
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
    pipeline(client, delayed(), target, end);
    pipeline(target, delayed(), client, end);
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
    mend() {
      isCut = false;
      delayMs = 0;
    },
    async close() {
      server.close();
      destroyAll();
      await once(server, 'close');
    },
  };
}
