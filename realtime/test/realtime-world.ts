import { createServer } from 'node:http';
import { createLocalSignals } from '@marquee/common/bus';
import { type Clock, systemClock } from '@marquee/common/clock';
import { createMetrics } from '@marquee/common/metrics';
import { type CurrentUser, createSessions } from '@marquee/common/session';
import { aSilentLogger } from '@marquee/common/testing/builders';
import { createRecordingBus } from '@marquee/common/testing/bus';
import { io, type Socket } from 'socket.io-client';
import { createRealtime, type RealtimeLimits, realtimeLimits } from '../src/service.js';

const ownOrigin = 'http://localhost:3000';

export type Ack = Record<string, unknown>;

/** A replica on a port of its own, a bus that the test speaks through, and browsers. */
export async function openRealtimeWorld(
  limits: Partial<RealtimeLimits> = {},
  signals = createLocalSignals(),
) {
  const bus = createRecordingBus();
  const logger = aSilentLogger();
  const metrics = createMetrics();
  let passedMs = 0;
  const clock: Clock = { ...systemClock, now: () => new Date(Date.now() + passedMs) };
  const sessions = createSessions({
    keys: ['a key for tests, long enough to be used'],
    clock,
    logger,
  });
  let isBusThere = true;
  const gaps: Array<() => void> = [];
  const follow: typeof bus.follow = (types, since, listener, onGap) => {
    if (onGap !== undefined) gaps.push(onGap);
    return bus.follow(types, since, listener);
  };
  const realtime = createRealtime({
    ...{
      bus: { ...bus, follow, signals, isReady: () => isBusThere },
      sessions,
      logger,
      metrics,
      clock,
    },
    ...{ publicUrl: ownOrigin, trustProxy: 0 },
    limits: { ...realtimeLimits, flushMs: 10, ...limits },
  });
  await realtime.start('all');
  const server = createServer((_req, res) => res.writeHead(404).end());
  realtime.attach(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `http://127.0.0.1:${address.port}`;
  const sockets: Socket[] = [];

  function open(namespace: string, headers: Record<string, string> = {}): Socket {
    const socket = io(`${url}${namespace}`, {
      ...{ path: '/realtime', transports: ['websocket'], forceNew: true, reconnection: false },
      extraHeaders: { origin: ownOrigin, ...headers },
    });
    sockets.push(socket);
    return socket;
  }

  return {
    url,
    bus,
    realtime,
    sessions,
    metrics,
    open,
    /** As if so much time had passed on the wall. */
    passTime(ms: number) {
      passedMs += ms;
    },
    setBusThere(isThere: boolean) {
      isBusThere = isThere;
    },
    /** As the bus does after a lost connection. */
    loseTheBus() {
      for (const gap of gaps) gap();
    },
    cookieOf: (user: CurrentUser) => ({ cookie: sessions.cookieFor(user) }),
    /** A browser in a namespace; rejects with the refusal. */
    async connect(namespace: string, headers: Record<string, string> = {}): Promise<Socket> {
      const socket = open(namespace, headers);
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve);
        socket.once('connect_error', reject);
      });
      return socket;
    },
    async countOf(metric: string, labels: Record<string, string>): Promise<number> {
      const found = await metrics.registry.getSingleMetric(metric)?.get();
      const match = found?.values.find((value) =>
        Object.entries(labels).every(([name, text]) => value.labels[name] === text),
      );
      return match?.value ?? 0;
    },
    /** How often a histogram was given something, and the sum of it. */
    async observedBy(metric: string): Promise<{ readonly count: number; readonly sum: number }> {
      const text = await metrics.registry.getSingleMetricAsString(metric);
      const read = (part: string) =>
        Number(new RegExp(`^${metric}_${part} (.+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
      return { count: read('count'), sum: read('sum') };
    },
    async close(): Promise<void> {
      for (const socket of sockets) socket.disconnect();
      await realtime.stop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type RealtimeWorld = Awaited<ReturnType<typeof openRealtimeWorld>>;

export function ask(socket: Socket, request: string, body: unknown): Promise<Ack> {
  return socket.timeout(5_000).emitWithAck(request, body) as Promise<Ack>;
}

/** Everything of one name that a socket hears from now on. */
export function listen<Message>(socket: Socket, name: string): Message[] {
  const heard: Message[] = [];
  socket.on(name, (message: Message) => heard.push(message));
  return heard;
}
