import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
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

const manifests = path.resolve(__dirname, '../../infra/k8s');

export interface ClusterNats {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** What the server said, refusals among it. */
  readonly log: () => string;
  stop(): Promise<void>;
}

/** The broker with the very files the cluster mounts, on a free port: alone, or as one of several. */
export async function startClusterNats(
  binary: string,
  { isReplicated = false } = {},
): Promise<ClusterNats> {
  const folder = await mkdtemp(path.join(tmpdir(), 'marquee-cluster-nats-'));
  const conf = path.join(folder, 'conf');
  await mkdir(conf);
  await cp(path.join(manifests, 'base/nats'), conf, { recursive: true });
  const replicated = path.join(manifests, 'components/replicated/cluster.conf');
  if (isReplicated) await cp(replicated, path.join(conf, 'cluster.conf'));
  const [port, monitoring, routes] = [await freePort(), await freePort(), await freePort()];
  const args = ['-c', path.join(conf, 'nats.conf'), '-a', '127.0.0.1', '-p', String(port)];
  const more = ['-sd', path.join(folder, 'data'), '-m', String(monitoring), '-n', 'nats-0'];
  // The others' names lead nowhere here.
  const route = `nats://127.0.0.1:${routes}`;
  const others = isReplicated ? ['-cluster', route, '-routes', route] : [];
  const server: ChildProcess = spawn(binary, [...args, ...more, ...others], {
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
    port,
    pid: server.pid ?? 0,
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
