import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { until } from '@marquee/common/testing/until';
import { io, type Socket } from 'socket.io-client';
import { startTestMarketplace, type TestMarketplace } from './composition.js';
import { buyBestSeats, publishEvent, signUp } from './customers.js';

let marketplace: TestMarketplace;
beforeAll(async () => {
  marketplace = await startTestMarketplace();
});
afterAll(() => marketplace.destroy());

async function openSocket(namespace: string, headers: Record<string, string> = {}) {
  const socket = io(`${marketplace.url}${namespace}`, {
    ...{ path: '/realtime', transports: ['websocket'], forceNew: true, reconnection: false },
    extraHeaders: { origin: marketplace.url, ...headers },
  });
  await connected(socket);
  return socket;
}

/** Just after the start nothing can be told yet, and whoever comes is told to come again. */
async function connected(socket: Socket): Promise<void> {
  socket.on('connect_error', () => setTimeout(() => socket.connect(), 50));
  await once(socket as never, 'connect');
}

const heardBy = (socket: Socket, name: string): object[] => {
  const heard: object[] = [];
  socket.on(name, (message: object) => heard.push(message));
  return heard;
};

test('who watches an Event hears of a sale, its buyer hears of the order, and each no more', async () => {
  const seller = await signUp(marketplace.url);
  const buyer = await signUp(marketplace.url);
  const eventId = await publishEvent(seller);
  const market = await openSocket('/market');
  const account = await openSocket('/account', { cookie: buyer.session() });
  const tickets = heardBy(market, 'tickets') as { items: { status: string }[] }[];
  const changed = heardBy(account, 'changed');
  await market.emitWithAck('watch', { eventId });

  await buyBestSeats(buyer, eventId, 2);

  await until(() => {
    const sold = tickets.flatMap(({ items }) => items).filter(({ status }) => status === 'sold');
    return sold.length === 2;
  });
  await until(() => changed.some((message) => 'object' in message && message.object === 'order'));
  expect(Object.keys(tickets[0]?.items[0] ?? {}).sort()).toEqual([
    ...['price', 'status', 'ticketId', 'version'],
  ]);
  market.disconnect();
  account.disconnect();
});

test('a request that wants another protocol is answered in the one it came in', async () => {
  const socket = connect(Number(new URL(marketplace.url).port), '127.0.0.1');
  await once(socket, 'connect');
  const body = JSON.stringify({ email: 'nobody@marquee.example', password: 'not the right one' });
  const head = [
    ...['POST /api/users/signin HTTP/1.1', 'Host: localhost', 'Content-Type: application/json'],
    ...['Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQ'],
    ...[`Content-Length: ${body.length}`, '', ''],
  ].join('\r\n');
  socket.write(head + body);
  // Kept open after it, as by any request of HTTP/1.1.
  socket.write('GET /api/nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
  const answers = await text(socket);
  expect(answers).toContain('wrong_credentials');
  expect(answers).toContain('HTTP/1.1 404');
});

test('it stops in time with browsers connected, and tells them to come back', async () => {
  const other = await startTestMarketplace();
  const socket = io(`${other.url}/market`, {
    ...{ path: '/realtime', transports: ['websocket'], forceNew: true, reconnection: false },
  });
  await connected(socket);
  const reason = once(socket as never, 'disconnect');
  await other.destroy();
  expect((await reason)[0]).toBe('io server disconnect');
});
