import { createHash, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { systemClock } from '@marquee/common/clock';
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
      const found = await readText(file);
      if (found === null) continue;
      const owner = parseOwner(found);
      if (owner !== null && (await isAlive(owner))) throw refusal(owner, dataDir);
      if (await tryTakeOver(file, found, unfinished)) break;
      await systemClock.sleep(10);
    }
  } finally {
    await unlink(unfinished);
  }
  return { release: () => release(file, mine) };
}

/**
 * Replaces a dead owner's lock, unless somebody else does. Only who holds the claim named after
 * that very lock may replace it, and a claim of a process that died with it names the next claim.
 */
async function tryTakeOver(file: string, dead: string, unfinished: string): Promise<boolean> {
  let claim = `${file}.${digest(dead)}`;
  while (!(await tryLink(unfinished, claim))) {
    const claimed = await readText(claim);
    if (claimed === null) continue;
    const claimant = parseOwner(claimed);
    if (claimant !== null && (await isAlive(claimant))) return false;
    claim = `${file}.${digest(claim + claimed)}`;
  }
  try {
    // Somebody had the claim before us, and has finished.
    if ((await readText(file)) !== dead) return false;
    await link(unfinished, `${unfinished}.lock`);
    await rename(`${unfinished}.lock`, file);
    return true;
  } finally {
    await unlink(claim);
  }
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

async function readText(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Null when nobody of ours can have written it: then it is nobody's. */
function parseOwner(text: string): Owner | null {
  try {
    return ownerSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

async function release(file: string, mine: Owner): Promise<void> {
  const owner = parseOwner((await readText(file)) ?? '');
  if (owner?.pid === mine.pid && owner.identity === mine.identity) await unlink(file);
}
