/** @jest-environment node */
import { EventEmitter } from 'node:events';
import type { Socket } from 'socket.io-client';
import { keepConnected } from './keep-connected';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** A socket as far as it matters here; it writes down when it was asked to connect. */
function aSocket() {
  const connectedAtMs: number[] = [];
  const refusals: string[] = [];
  const emitter = Object.assign(new EventEmitter(), {
    ...{ connected: false, active: false, io: { engine: undefined } },
    connect: () => void connectedAtMs.push(Date.now()),
    disconnect: () => undefined,
  });
  const stop = keepConnected(emitter as unknown as Socket, {
    onConnected: () => undefined,
    onLost: () => undefined,
    onRefused: (code) => void refusals.push(code),
  });
  return {
    connectedAtMs,
    refusals,
    stop,
    dismiss: (reason = 'io server disconnect') => emitter.emit('disconnect', reason),
    refuse: (code: string) =>
      emitter.emit('connect_error', Object.assign(new Error(), { data: { code } })),
  };
}

type Ending = (socket: ReturnType<typeof aSocket>) => void;

/** When each of so many browsers that were let go at once is back, from then. */
function returnsOf(count: number, end: Ending): number[] {
  const sockets = Array.from({ length: count }, aSocket);
  const endedAtMs = Date.now();
  sockets.forEach(end);
  jest.advanceTimersByTime(120_000);
  return sockets.flatMap(({ connectedAtMs }) => connectedAtMs.map((ms) => ms - endedAtMs));
}

const mostWithin = (ms: number, times: readonly number[]) =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + ms).length));

it.each<[string, Ending]>([
  ['a gateway that stops', (socket) => socket.dismiss()],
  ['one that cannot have them yet', (socket) => socket.refuse('try_again')],
])('two hundred browsers of %s all come back, and not all at once', (_name, end) => {
  const returns = returnsOf(200, end);
  expect(returns).toHaveLength(200);
  expect(Math.min(...returns)).toBeGreaterThanOrEqual(200);
  expect(Math.max(...returns)).toBeLessThan(2_000);
  expect(Math.max(...returns) - Math.min(...returns)).toBeGreaterThan(1_000);
  // Evenly, 27 come in a fifth of a second.
  expect(mostWithin(200, returns)).toBeLessThan(70);
});

it('who asked too much waits half a minute, each a while of its own', () => {
  const returns = returnsOf(200, (socket) => socket.refuse('rate_limited'));
  expect(returns).toHaveLength(200);
  expect(Math.min(...returns)).toBeGreaterThanOrEqual(30_000);
  expect(mostWithin(1_000, returns)).toBeLessThan(40);
});

it('whose session is over does not knock again', () => {
  const socket = aSocket();
  socket.refuse('not_signed_in');
  jest.advanceTimersByTime(600_000);
  expect(socket.connectedAtMs).toEqual([]);
  expect(socket.refusals).toEqual(['not_signed_in']);
});

it('a connection that broke is left to Socket.IO, and one that was stopped stays away', () => {
  const [broken, stopped] = [aSocket(), aSocket()];
  broken.dismiss('transport close');
  stopped.dismiss();
  stopped.stop();
  jest.advanceTimersByTime(600_000);
  expect([broken.connectedAtMs, stopped.connectedAtMs]).toEqual([[], []]);
});
