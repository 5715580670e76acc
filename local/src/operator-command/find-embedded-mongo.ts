import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The address of the MongoDB that a running `npm start` has on this data, or null. */
export async function findEmbeddedMongo(dataDir: string): Promise<string | null> {
  const dbPath = path.join(dataDir, 'mongodb');
  const lock = await readFile(path.join(dbPath, 'mongod.lock'), 'utf8').catch(() => '');
  const pid = Number.parseInt(lock, 10);
  if (!Number.isInteger(pid)) return null;
  const words = await commandLineOf(pid);
  const optionOf = (option: string) => words[words.indexOf(option) + 1];
  // A pid alone proves nothing: numbers are used again.
  if (!words.includes('--dbpath') || optionOf('--dbpath') !== dbPath) return null;
  const port = Number(optionOf('--port'));
  if (!words.includes('--port') || !Number.isInteger(port)) return null;
  return `mongodb://127.0.0.1:${port}/?replicaSet=${optionOf('--replSet') ?? 'rs0'}`;
}

async function commandLineOf(pid: number): Promise<readonly string[]> {
  if (process.platform === 'linux') {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return line.split('\0');
  }
  const { stdout } = await run('ps', ['-p', String(pid), '-o', 'command=']).catch(() => ({
    stdout: '',
  }));
  return stdout.trim().split(' ');
}
