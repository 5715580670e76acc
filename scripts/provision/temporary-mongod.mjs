import { rm } from 'node:fs/promises';
import path from 'node:path';
import { findMongod } from './mongod.mjs';
import { stopOrphanOf } from './mongod-orphan.mjs';
import { startMongod } from './mongod-process.mjs';
import { openTemporaryFolder } from './temporary-folder.mjs';

const dataOf = (/** @type {string} */ folder) => path.join(folder, 'data');

/**
 * A MongoDB for one run of tests: its data is deleted when it stops, and when this process ends
 * early the next run clears up what it left.
 *
 * @param {{ say: (line: string) => void }} options
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startTemporaryMongod({ say }) {
  const binary = await findMongod({ say });
  const folder = await openTemporaryFolder('marquee-tests-', async (left) => {
    await stopOrphanOf(dataOf(left));
  });
  const mongod = await startMongod({ binary, dbPath: dataOf(folder) });
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
