import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findMongod } from './mongod.mjs';
import { stopOrphanOf } from './mongod-orphan.mjs';
import { startMongod } from './mongod-process.mjs';

const prefix = 'marquee-tests-';

/**
 * A MongoDB for one run of tests: its data is deleted when it stops, and when this process ends
 * early the next run clears up what it left.
 *
 * @param {{ say: (line: string) => void }} options
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startTemporaryMongod({ say }) {
  await clearUpAfterKilledRuns();
  const binary = await findMongod({ say });
  const folder = await mkdtemp(path.join(tmpdir(), `${prefix}${process.pid}-`));
  const mongod = await startMongod({ binary, dbPath: path.join(folder, 'data') });
  const killAtExit = () => process.kill(mongod.pid, 'SIGKILL');
  process.once('exit', killAtExit);
  return {
    url: mongod.url,
    stop: async () => {
      process.removeListener('exit', killAtExit);
      await mongod.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function clearUpAfterKilledRuns() {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix));
  for (const name of names) {
    const owner = Number.parseInt(name.slice(prefix.length), 10);
    if (isAlive(owner)) continue;
    const folder = path.join(tmpdir(), name);
    await stopOrphanOf(path.join(folder, 'data'));
    await rm(folder, { recursive: true, force: true });
  }
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
