import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { openTcpProxy, type TcpProxy } from '../topology/tcp-proxy.js';
import type { World } from '../topology/world.js';
import { FaultNotSeen } from './fault.js';
import { cutWire, slowWire } from './harm-wire.js';

let broker: Server;
let wire: TcpProxy;
/** How many connections are lost without a greeting before the broker is back. */
let lostCount: number;

beforeEach(async () => {
  lostCount = 0;
  broker = createServer((socket) => {
    socket.on('error', () => undefined);
    if (lostCount-- > 0) socket.destroy();
    else socket.write('INFO {}\r\n');
  });
  broker.listen(0, '127.0.0.1');
  await once(broker, 'listening');
  wire = await openTcpProxy((broker.address() as AddressInfo).port);
});
afterEach(async () => {
  await wire.close();
  broker.close();
});

const worldWith = (one: TcpProxy) => ({ wires: new Map([['auth-1', one]]) }) as unknown as World;

test('a greeting that did not come is no measurement: it is asked again, before and after', async () => {
  lostCount = 2;
  const { seen, heal } = await slowWire.inject(worldWith(wire), 'auth-1');
  expect(seen).toMatch(/^a greeting takes [4-9]\d\d ms$|^a greeting takes \d{4,} ms$/);
  lostCount = 2;
  expect(await heal()).toMatch(/^a greeting takes \d{1,3} ms$/);
});

test('a wire that is not slow was not seen to be, and is left as it was', async () => {
  const mend = jest.fn();
  const quick = { ...wire, slow: () => undefined, mend };
  await expect(slowWire.inject(worldWith(quick), 'auth-1')).rejects.toBeInstanceOf(FaultNotSeen);
  expect(mend).toHaveBeenCalled();
});

test('a connection that is just being made is waited for, and cut', async () => {
  const injecting = cutWire.inject(worldWith(wire), 'auth-1');
  const leave = stayConnected(wire.port);
  const { seen, heal } = await injecting;
  expect(seen).toBe('1 closed, new ones are refused');
  expect(await heal()).toBe('connected again');
  leave();
});

/** As a service: connects again whenever it lost its connection, until it leaves. */
function stayConnected(port: number): () => void {
  let socket = open();
  let timer: NodeJS.Timeout | undefined;
  function open(): Socket {
    const opened = connect(port, '127.0.0.1').resume();
    opened.on('error', () => undefined).once('close', again);
    return opened;
  }
  function again(): void {
    timer = setTimeout(() => {
      socket = open();
    }, 20);
  }
  return () => {
    clearTimeout(timer);
    socket.off('close', again).destroy();
  };
}
