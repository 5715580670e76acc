import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lockDataDir } from './data-dir.js';
import { identityOf } from './process-identity.js';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'marquee-lock-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

const lockFile = () => path.join(dataDir, 'marquee.lock');
const write = (owner: object) => writeFile(lockFile(), JSON.stringify(owner));

test('a second start on the same data is refused, and told who has it and what to do', async () => {
  await lockDataDir(dataDir, 'http://localhost:3000');
  const second = lockDataDir(dataDir, 'http://localhost:3001');
  await expect(second).rejects.toMatchObject({ name: 'StartRefused' });
  await expect(second).rejects.toThrow(
    /process \d+ and serves http:\/\/localhost:3000[\s\S]*DATA_DIR/,
  );
});

test('the data is free again after an ordered stop', async () => {
  const lock = await lockDataDir(dataDir, 'http://localhost:3000');
  await lock.release();
  await expect(lockDataDir(dataDir, 'http://localhost:3000')).resolves.toBeDefined();
});

test('the lock of a killed start is taken over', async () => {
  const child = spawn('sleep', ['60']);
  const pid = child.pid ?? 0;
  const identity = await identityOf(pid);
  await write({ pid, identity, url: 'http://localhost:3000' });
  await expect(lockDataDir(dataDir, 'http://localhost:3000')).rejects.toThrow();

  child.kill('SIGKILL');
  await once(child, 'exit');

  await lockDataDir(dataDir, 'http://localhost:3000');
  expect(JSON.parse(await readFile(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid });
});

test('a process that got the number of a killed start is not mistaken for it', async () => {
  await write({ pid: process.pid, identity: 'an earlier process', url: 'http://localhost:3000' });
  await expect(lockDataDir(dataDir, 'http://localhost:3000')).resolves.toBeDefined();
});

test('of many starts at once on a dead lock, one wins', async () => {
  await write({ pid: 999_999_999, identity: 'gone', url: 'http://localhost:3000' });
  const starts = Array.from({ length: 16 }, () => lockDataDir(dataDir, 'http://localhost:3000'));
  const outcomes = await Promise.allSettled(starts);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('releasing leaves the lock of whoever came after us alone', async () => {
  const lock = await lockDataDir(dataDir, 'http://localhost:3000');
  await write({ pid: process.pid, identity: 'somebody else', url: 'http://localhost:3000' });
  await lock.release();
  await expect(readFile(lockFile(), 'utf8')).resolves.toContain('somebody else');
});
