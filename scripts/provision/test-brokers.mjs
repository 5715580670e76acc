import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { stopOrphanBroker } from './broker-process.mjs';
import { findNatsServer } from './nats-server.mjs';
import { findNatsStreamingServer } from './nats-streaming-server.mjs';
import { openTemporaryFolder } from './temporary-folder.mjs';

/** @typedef {(line: string) => void} Say */

/**
 * The programs that the tests of the buses start, by the environment variables that hand them on.
 * NATS 2.9 is among them: what Debian 12 has, and the oldest that the adapter is correct on.
 *
 * @param {{ say: Say }} options
 * @returns {Promise<Record<string, string>>}
 * @throws {Error} with the remedy, when one cannot be had
 */
export async function findTestBrokers({ say }) {
  const [newest, oldest, streaming] = await Promise.all([
    findNatsServer({ say }),
    findNatsServer({ version: '2.9', say }),
    findNatsStreamingServer({ say }),
  ]);
  return {
    NATS_SERVER_BINARY: newest,
    NATS_SERVER_29_BINARY: oldest,
    NATS_STREAMING_SERVER_BINARY: streaming,
  };
}

/**
 * A folder for the data of the brokers that tests start. Closing it ends those that a test left
 * running; when this process ends early, the next run does.
 *
 * @returns {Promise<{ folder: string, close: () => Promise<void> }>}
 */
export async function openBrokersFolder() {
  const folder = await openTemporaryFolder('marquee-brokers-', stopBrokersIn);
  return {
    folder,
    close: async () => {
      await stopBrokersIn(folder);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** @param {string} folder with a folder for each broker, and its data in that */
async function stopBrokersIn(folder) {
  const names = await readdir(folder).catch(() => []);
  await Promise.all(names.map((name) => stopOrphanBroker(path.join(folder, name, 'data'))));
}
