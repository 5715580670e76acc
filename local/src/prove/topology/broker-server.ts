import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { choosePort } from '../../port.js';
import { loadBrokerScripts } from '../../repository.js';

export const brokerKinds = ['jetstream', 'nats-streaming'] as const;
export type BrokerKind = (typeof brokerKinds)[number];

/** The one broker of a run, on a port that stays. */
export interface BrokerServer {
  readonly port: number;
  pid(): number;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Removes everything it stored; only while it does not run. */
  wipe(): Promise<void>;
  stop(): Promise<void>;
}

/** Finds or fetches the broker's program and starts it; throws with the remedy. */
export async function startBrokerServer(
  kind: BrokerKind,
  folder: string,
  say: (line: string) => void,
): Promise<BrokerServer> {
  const launch = await launcherOf(kind, say);
  const port = await choosePort(0);
  const dataDir = path.join(folder, 'broker');
  let broker = await launch({ dataDir, port });
  const killAtExit = () => process.kill(broker.pid, 'SIGKILL');
  process.once('exit', killAtExit);
  return {
    port,
    pid: () => broker.pid,
    kill: () => broker.kill(),
    async start() {
      broker = await launch({ dataDir, port });
    },
    wipe: () => rm(dataDir, { recursive: true, force: true }),
    async stop() {
      process.removeListener('exit', killAtExit);
      await broker.stop();
    },
  };
}

async function launcherOf(kind: BrokerKind, say: (line: string) => void) {
  const scripts = await loadBrokerScripts();
  if (kind === 'jetstream') {
    const binary = await scripts.findNatsServer({ say });
    return (options: { dataDir: string; port: number }) =>
      scripts.startNatsServer({ binary, ...options });
  }
  const binary = await scripts.findNatsStreamingServer({ say });
  return (options: { dataDir: string; port: number }) =>
    scripts.startNatsStreamingServer({ binary, ...options });
}

/** How long a broker takes to greet a new connection, in milliseconds; null when it does not. */
export function greetingMsOf(port: number, msMax = 5_000): Promise<number | null> {
  return new Promise((resolve) => {
    const startedAtMs = performance.now();
    const socket = connect({ port, host: '127.0.0.1', timeout: msMax });
    const settle = (ms: number | null) => {
      socket.destroy();
      resolve(ms);
    };
    // Both brokers speak first: `INFO {…}`.
    socket.once('data', () => settle(performance.now() - startedAtMs));
    for (const sign of ['error', 'timeout', 'close']) socket.once(sign, () => settle(null));
  });
}
