import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { closeServer, listen } from '@marquee/common/http';

export const passwords = {
  SETUP_PASSWORD: 'p-setup',
  AUTH_PASSWORD: 'p-auth',
  TICKETS_PASSWORD: 'p-tickets',
  ORDERS_PASSWORD: 'p-orders',
  PAYMENTS_PASSWORD: 'p-payments',
  NOTIFICATIONS_PASSWORD: 'p-notifications',
  REALTIME_PASSWORD: 'p-realtime',
};

const config = path.resolve(__dirname, '../../infra/k8s/base/nats/nats.conf');

export interface ClusterNats {
  readonly url: string;
  /** What the server said, refusals among it. */
  readonly log: () => string;
  stop(): Promise<void>;
}

/** The broker with the very files the cluster mounts, on a free port. */
export async function startClusterNats(binary: string): Promise<ClusterNats> {
  const folder = await mkdtemp(path.join(tmpdir(), 'marquee-cluster-nats-'));
  const [port, monitoring] = [await freePort(), await freePort()];
  const args = ['-c', config, '-a', '127.0.0.1', '-p', String(port), '-sd', folder];
  const server: ChildProcess = spawn(binary, [...args, '-m', String(monitoring)], {
    env: { ...process.env, ...passwords },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (chunk: Buffer) => {
    said += chunk.toString();
  };
  server.stdout?.on('data', hear);
  server.stderr?.on('data', hear);
  return {
    url: `nats://127.0.0.1:${port}`,
    log: () => said,
    async stop() {
      const ended = once(server, 'exit');
      if (server.exitCode === null && server.kill('SIGKILL')) await ended;
      await rm(folder, { recursive: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0, '127.0.0.1');
  await closeServer(server, 0);
  return port;
}
