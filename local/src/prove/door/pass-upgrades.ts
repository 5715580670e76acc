import type { IncomingMessage, Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { type Duplex, pipeline } from 'node:stream';

const connectMsMax = 1_000;

/**
 * Upgrades (sockets) go to one of `portsOf`, the first that can be connected to, and are then wires:
 * when either end dies, so does the other. The answer cuts all of them.
 */
export function passUpgrades(
  server: Server,
  portsOf: (request: IncomingMessage) => readonly number[],
): () => void {
  const open = new Set<Duplex>();

  async function pass(request: IncomingMessage, client: Duplex, head: Buffer): Promise<void> {
    for (const port of portsOf(request)) {
      const replica = await tryConnect(port);
      if (replica === null) continue;
      replica.write(Buffer.concat([headOf(request), head]));
      const end = () => {
        client.destroy();
        replica.destroy();
      };
      pipeline(client, replica, end);
      pipeline(replica, client, end);
      return;
    }
    client.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
  }

  server.on('upgrade', (request, client, head) => {
    open.add(client);
    client.once('close', () => open.delete(client));
    client.on('error', () => client.destroy());
    void pass(request, client, head);
  });
  return () => {
    for (const client of open) client.destroy();
  };
}

function tryConnect(port: number): Promise<Socket | null> {
  return new Promise((resolve) => {
    const replica = connect({ port, host: '127.0.0.1' });
    replica.setTimeout(connectMsMax, () => replica.destroy());
    replica.once('connect', () => {
      replica.setTimeout(0);
      replica.setNoDelay(true);
      resolve(replica);
    });
    replica.on('error', () => replica.destroy());
    replica.once('close', () => resolve(null));
  });
}

function headOf({ method, url, httpVersion, rawHeaders }: IncomingMessage): Buffer {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let at = 0; at < rawHeaders.length; at += 2)
    lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}
