import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { startNatsServer, startNatsStreamingServer, type TestBroker } from './index.js';
import { openTcpProxy, type TcpProxy } from './tcp-proxy.js';

/** Connects and waits for the server's greeting; false when the wire leads nowhere. */
async function isGreeted(url: string): Promise<boolean> {
  const socket = open(url);
  const heard = await once(socket, 'data').catch(() => []);
  socket.destroy();
  return String(heard[0]).startsWith('INFO ');
}

function open(url: string): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  // `once` rejects on errors only: a wire that is cut without one must not be waited for.
  socket.once('end', () => socket.destroy(new Error('ended')));
  return socket;
}

describe.each([
  ['nats-server', () => startNatsServer()],
  ['nats-server 2.9', () => startNatsServer({ version: '2.9' })],
  ['nats-streaming-server', startNatsStreamingServer],
])('a test broker, %s', (_name, start) => {
  let broker: TestBroker;
  beforeEach(async () => {
    broker = await start();
  });
  afterEach(() => broker.stop());

  test('a killed one is gone at once, and comes back at the same address', async () => {
    expect(await isGreeted(broker.url)).toBe(true);
    await broker.kill();
    expect(await isGreeted(broker.url)).toBe(false);
    await broker.restart();
    expect(await isGreeted(broker.url)).toBe(true);
  });

  test('wiped, rewound and frozen ones can be had, and stopped', async () => {
    await broker.keepCopy();
    await broker.wipe();
    await broker.rewind();
    expect(await isGreeted(broker.url)).toBe(true);
    await broker.pause();
    await broker.stop();
    expect(await isGreeted(broker.url)).toBe(false);
  });
});

describe('the TCP proxy', () => {
  let broker: TestBroker;
  let proxy: TcpProxy;
  beforeEach(async () => {
    broker = await startNatsServer();
    proxy = await openTcpProxy(broker.url);
  });
  afterEach(async () => {
    await proxy.close();
    await broker.stop();
  });

  test('a cut ends what is connected and lets nobody through until it is healed', async () => {
    const socket = open(proxy.url);
    await once(socket, 'data');
    const ended = once(socket, 'close').catch(() => undefined);
    proxy.cut();
    await ended;
    expect(proxy.cutCount()).toBe(1);
    expect(await isGreeted(proxy.url)).toBe(false);
    proxy.heal();
    expect(await isGreeted(proxy.url)).toBe(true);
  });

  test('a slow wire brings everything, later', async () => {
    proxy.slow(50);
    expect(await isGreeted(proxy.url)).toBe(true);
  });
});
