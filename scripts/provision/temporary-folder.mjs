import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * A folder of this process for one run. What an earlier run left because it was killed is cleared
 * up first.
 *
 * @param {string} prefix
 * @param {(folder: string) => Promise<void>} stopWhatRunsIn called before a left folder is deleted
 * @returns {Promise<string>}
 */
export async function openTemporaryFolder(prefix, stopWhatRunsIn) {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix));
  for (const name of names) {
    const owner = Number.parseInt(name.slice(prefix.length), 10);
    if (isAlive(owner)) continue;
    const folder = path.join(tmpdir(), name);
    await stopWhatRunsIn(folder);
    await rm(folder, { recursive: true, force: true });
  }
  return mkdtemp(path.join(tmpdir(), `${prefix}${process.pid}-`));
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
