import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { closeServer, listen } from '@marquee/common/http';
import { type Door, openDoor } from './open-door.js';

const servers: Server[] = [];
let door: Door | undefined;
afterEach(async () => {
  await door?.close();
  await Promise.all(servers.splice(0).map((server) => closeServer(server, 0)));
});

/** A replica that counts what it was sent and does `answer` with it. */
async function replica(answer: (end: (status: number) => void, cut: () => void) => void) {
  const received: string[] = [];
  const server = createServer((req, res) => {
    received.push(`${req.method} ${req.url}`);
    answer(
      (status) => res.writeHead(status).end('{}'),
      () => res.destroy(),
    );
  });
  servers.push(server);
  return { port: await listen(server, 0, '127.0.0.1'), received };
}

async function deadPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0, '127.0.0.1');
  await closeServer(server, 0);
  return port;
}

test('a request that could not be sent goes to the next replica', async () => {
  const alive = await replica((end) => end(200));
  const ports = [await deadPort(), alive.port];
  door = await openDoor((service) => (service === 'orders' ? ports : []));
  const response = await fetch(`${door.url}/api/orders`, { method: 'POST', body: '{}' });
  expect([response.status, alive.received]).toEqual([200, ['POST /api/orders']]);
  expect(door.retriedCount()).toBe(1);
});

test('a request that was sent and not answered is never sent again: its answer is lost', async () => {
  const dying = await replica((_end, cut) => cut());
  const alive = await replica((end) => end(200));
  door = await openDoor(() => [dying.port, alive.port]);
  await expect(fetch(`${door.url}/api/orders`, { method: 'POST', body: '{}' })).rejects.toThrow();
  expect([dying.received.length, alive.received.length]).toEqual([1, 0]);
});

test('without any replica it says so, and promises nothing', async () => {
  door = await openDoor(() => []);
  expect((await fetch(`${door.url}/api/orders`)).status).toBe(503);
});

test('a socket goes to a replica that is there, and is cut when the replica dies', async () => {
  const alive = createServer();
  servers.push(alive);
  const ended = new Promise<Duplex>((resolve) => {
    alive.on('upgrade', (_req, socket) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
      resolve(socket);
    });
  });
  const ports = [await deadPort(), await listen(alive, 0, '127.0.0.1')];
  door = await openDoor((service) => (service === 'realtime' ? ports : []));
  const browser = connect(Number(new URL(door.url).port), '127.0.0.1');
  browser.write('GET /realtime/ HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
  const [head] = (await once(browser, 'data')) as [Buffer];
  expect(String(head)).toContain('101 Switching Protocols');
  const closed = once(browser, 'close');
  (await ended).destroy();
  await closed;
});
