import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { identityOf } from './process-identity.js';
import { StartRefused } from './refusal.js';

const ownerSchema = z.object({ pid: z.int().positive(), identity: z.string(), url: z.string() });
type Owner = z.infer<typeof ownerSchema>;

export interface DataDirLock {
  release(): Promise<void>;
}

/**
 * Takes the data directory for this process. The lock is a file that names its owner, put in place
 * in one step; one whose owner is gone (a killed start) is taken over.
 * @throws {StartRefused} while its owner lives
 */
export async function lockDataDir(dataDir: string, url: string): Promise<DataDirLock> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const file = path.join(dataDir, 'marquee.lock');
  const mine: Owner = { pid: process.pid, identity: (await identityOf(process.pid)) ?? '', url };
  const unfinished = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(unfinished, JSON.stringify(mine));
  try {
    while (!(await tryLink(unfinished, file))) {
      const owner = await readOwner(file);
      if (owner !== null && (await isAlive(owner))) throw refusal(owner, dataDir);
      await setAside(file, owner);
    }
  } finally {
    await unlink(unfinished);
  }
  return { release: () => release(file, mine) };
}

function refusal(owner: Owner, dataDir: string): StartRefused {
  return new StartRefused(
    [
      `Marquee is already running on the data in ${dataDir}`,
      `  It is process ${owner.pid} and serves ${owner.url}`,
      '  Stop it first (Ctrl-C where it runs), or start this one with another DATA_DIR and PORT.',
    ].join('\n'),
  );
}

async function isAlive(owner: Owner): Promise<boolean> {
  return (await identityOf(owner.pid)) === owner.identity;
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Null when there is none, or when it is not ours to understand (then it is nobody's). */
async function readOwner(file: string): Promise<Owner | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  try {
    return ownerSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Removes a dead owner's lock, unless another start replaced it since we read it. */
async function setAside(file: string, dead: Owner | null): Promise<void> {
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = await readOwner(aside);
  if (moved !== null && moved.identity !== dead?.identity) await tryLink(aside, file);
  await unlink(aside);
}

async function release(file: string, mine: Owner): Promise<void> {
  const owner = await readOwner(file);
  if (owner?.pid === mine.pid && owner.identity === mine.identity) await unlink(file);
}
