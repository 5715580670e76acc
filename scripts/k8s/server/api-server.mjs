import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../provision/free-port.mjs';
import { runCommand } from '../../provision/run-command.mjs';
import { startChild } from './child.mjs';

const startMsMax = 90_000;

/**
 * etcd and kube-apiserver on free ports, with everything they keep in `folder`.
 *
 * @param {import('./programs.mjs').Programs} programs
 * @param {string} folder
 */
export async function startApiServer(programs, folder) {
  await mkdir(folder, { recursive: true });
  const [clientPort, peerPort, port] = [await freePort(), await freePort(), await freePort()];
  const url = `http://127.0.0.1:${clientPort}`;
  const peer = `http://127.0.0.1:${peerPort}`;
  const etcd = startChild(
    programs.etcd,
    [
      `--data-dir=${path.join(folder, 'etcd')}`,
      ...[`--listen-client-urls=${url}`, `--advertise-client-urls=${url}`],
      ...[`--listen-peer-urls=${peer}`, `--initial-advertise-peer-urls=${peer}`],
      `--initial-cluster=default=${peer}`,
      '--unsafe-no-fsync',
    ],
    path.join(folder, 'etcd.log'),
  );
  const access = await writeAccess(folder, port);
  const log = path.join(folder, 'kube-apiserver.log');
  const server = startChild(
    programs['kube-apiserver'],
    [
      ...[`--etcd-servers=${url}`, `--secure-port=${port}`, '--bind-address=127.0.0.1'],
      ...[`--cert-dir=${folder}`, `--token-auth-file=${access.tokens}`],
      ...['--authorization-mode=RBAC', '--service-cluster-ip-range=10.96.0.0/16'],
      '--service-account-issuer=https://kubernetes.default.svc',
      ...[`--service-account-key-file=${access.key}`],
      ...[`--service-account-signing-key-file=${access.key}`],
    ],
    log,
  );
  const stop = async () => void (await Promise.all([server.stop(), etcd.stop()]));
  /** @param {string[]} args */
  const kubectl = (args) =>
    runCommand(
      programs.kubectl,
      [`--kubeconfig=${access.kubeconfig}`, `--cache-dir=${path.join(folder, 'cache')}`, ...args],
      { timeoutMs: 180_000 },
    );
  try {
    await untilReady(kubectl, server.isRunning, log);
  } catch (error) {
    await stop();
    throw error;
  }
  return { kubectl, stop };
}

/**
 * @param {(args: string[]) => Promise<{ code: number, output: string }>} kubectl
 * @param {() => boolean} isRunning
 * @param {string} log
 */
async function untilReady(kubectl, isRunning, log) {
  const deadline = performance.now() + startMsMax;
  while ((await kubectl(['get', '--raw', '/readyz'])).code !== 0) {
    if (!isRunning() || performance.now() > deadline) {
      const end = (await readFile(log, 'utf8')).trim().split('\n').slice(-5).join('\n');
      throw new Error(`The API server did not start:\n${end}`);
    }
    await pause(300);
  }
}

/**
 * @param {string} folder
 * @param {number} port
 */
async function writeAccess(folder, port) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = path.join(folder, 'service-account.key');
  await writeFile(key, privateKey.export({ type: 'pkcs1', format: 'pem' }), { mode: 0o600 });
  const token = randomBytes(24).toString('hex');
  const tokens = path.join(folder, 'tokens.csv');
  await writeFile(tokens, `${token},check,check,system:masters\n`, { mode: 0o600 });
  const kubeconfig = path.join(folder, 'kubeconfig');
  const cluster = { server: `https://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true };
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'check', cluster }],
    users: [{ name: 'check', user: { token } }],
    contexts: [{ name: 'check', context: { cluster: 'check', user: 'check' } }],
    'current-context': 'check',
  };
  await writeFile(kubeconfig, JSON.stringify(config), { mode: 0o600 });
  return { key, tokens, kubeconfig };
}
