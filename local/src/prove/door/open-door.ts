import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { closeServer, listen } from '@marquee/common/http';
import { passUpgrades } from './pass-upgrades.js';

const stopMsMax = 1_000;

const routes: readonly (readonly [prefix: string, service: string])[] = [
  ['/api/users', 'auth'],
  ['/api/events', 'tickets'],
  ['/api/tickets', 'tickets'],
  ['/api/orders', 'orders'],
  ['/api/payments', 'payments'],
  ['/sandbox/stripe', 'sandbox'],
  ['/realtime', 'realtime'],
];

export interface Door {
  readonly url: string;
  /** How often a request went to the next replica, because the first could not be reached. */
  retriedCount(): number;
  close(): Promise<void>;
}

/**
 * The front door, as an ingress is one: routes by path, one replica after another. A request goes
 * to the next replica only when nothing of it was sent; otherwise it may have been served, and
 * whoever sent it must decide.
 */
export async function openDoor(portsOf: (service: string) => readonly number[]): Promise<Door> {
  let retried = 0;

  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    for (const port of portsOf(serviceOf(req))) {
      if ((await forward(port, req, body, res)) === 'done') return;
      retried += 1;
    }
    res.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' });
    res.end(JSON.stringify({ code: 'no_replica' }));
  }

  const server = createServer((req, res) => {
    serve(req, res).catch(() => res.destroy());
  });
  const cutUpgrades = passUpgrades(server, (req) => portsOf(serviceOf(req)));
  const port = await listen(server, 0, '127.0.0.1');
  return {
    url: `http://127.0.0.1:${port}`,
    retriedCount: () => retried,
    close() {
      cutUpgrades();
      return closeServer(server, stopMsMax);
    },
  };
}

const serviceOf = ({ url }: IncomingMessage) =>
  routes.find(([prefix]) => url?.startsWith(prefix))?.[1] ?? '';

/** `unsent` when the replica could not be connected to; else the answer, or its loss, is passed on. */
function forward(
  port: number,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
  res: ServerResponse,
): Promise<'done' | 'unsent'> {
  return new Promise((resolve) => {
    let isConnected = false;
    const upstream = request(
      { host: '127.0.0.1', port, method, path: url, headers, agent: false },
      (answer) => {
        res.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(res);
        answer.once('error', () => res.destroy());
        answer.once('close', () => resolve('done'));
      },
    );
    upstream.once('socket', (socket) => {
      socket.once('connect', () => {
        isConnected = true;
      });
    });
    upstream.once('error', () => {
      // Somebody who has hung up wants no other replica either.
      const isOver = isConnected || res.destroyed;
      if (isOver) res.destroy();
      resolve(isOver ? 'done' : 'unsent');
    });
    res.once('close', () => upstream.destroy());
    upstream.end(body);
  });
}
