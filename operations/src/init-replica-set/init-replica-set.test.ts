import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '@marquee/common/clock';
import { closeServer, listen } from '@marquee/common/http';
import { until } from '@marquee/common/testing/until';
import { mongo } from 'mongoose';
import { findMongod } from '../../../scripts/provision/mongod.mjs';
import type { ReplicaSetWish } from './config.js';
import { initReplicaSet } from './init-replica-set.js';

const keyfile = 'k'.repeat(96);
let folder: string;
const servers: ChildProcess[] = [];
const said: string[] = [];

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0, '127.0.0.1');
  await closeServer(server, 0);
  return port;
}

/** As the StatefulSet starts it: a keyfile, and so nobody gets in without a password. */
async function startMember(binary: string): Promise<string> {
  const port = await freePort();
  const dbPath = path.join(folder, String(port));
  await mkdir(dbPath);
  const args = ['--port', String(port), '--dbpath', dbPath, '--bind_ip', '127.0.0.1'];
  const more = ['--replSet', 'rs0', '--keyFile', path.join(folder, 'keyfile'), '--nounixsocket'];
  const cache = ['--wiredTigerCacheSizeGB', '0.25'];
  servers.push(spawn(binary, [...args, ...more, ...cache], { stdio: 'ignore' }));
  return `127.0.0.1:${port}`;
}

const init = (wish: ReplicaSetWish) =>
  initReplicaSet(wish, {
    clock: systemClock,
    waitMsMax: 60_000,
    say: (line) => void said.push(line),
  });

async function membersSeenBy(wish: ReplicaSetWish) {
  const { user, password, hosts } = wish;
  const url = `mongodb://${user}:${password}@${hosts[0] ?? ''}/?replicaSet=rs0&authSource=admin`;
  const client = new mongo.MongoClient(url, { serverSelectionTimeoutMS: 10_000 });
  try {
    await client
      .db('orders')
      .collection('rows')
      .insertOne({}, { writeConcern: { w: 'majority' } });
    const hello = await client.db('admin').command({ hello: 1 });
    return hello['hosts'] as string[];
  } finally {
    await client.close();
  }
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'marquee-replica-set-'));
  await writeFile(path.join(folder, 'keyfile'), keyfile, { mode: 0o400 });
});
afterAll(async () => {
  for (const server of servers) {
    server.kill('SIGKILL');
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
  }
  await rm(folder, { recursive: true });
});

test('from servers that let nobody in: a set, a user of its databases, more members, a new password', async () => {
  const binary = await findMongod();
  const first = await startMember(binary);
  const wish = {
    hosts: [first],
    keyfile,
    user: 'orders',
    password: 'a'.repeat(20),
    databases: ['orders'],
  };
  // At once from two places, as a Job that is repeated too early does.
  await Promise.all([init(wish), init(wish)]);
  expect(await membersSeenBy(wish)).toEqual([first]);

  const second = await startMember(binary);
  const grown = { ...wish, hosts: [first, second], password: 'b'.repeat(20) };
  await init(grown);
  await init(grown);
  // It is counted in when it has everything.
  await until(async () => (await membersSeenBy(grown)).length === 2, { timeoutMs: 30_000 });
  expect(await membersSeenBy(grown)).toEqual([first, second]);
  await expect(membersSeenBy(wish)).rejects.toThrow(/Authentication failed/);
}, 120_000);
