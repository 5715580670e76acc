import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newId } from '@marquee/common/ids';
import { createLogger } from '@marquee/common/logging';
import { openDatabase } from '@marquee/common/mongo';
import { databaseNames } from '../src/backbone.js';
import { type Marketplace, startMarketplace } from '../src/compose.js';
import { readConfig } from '../src/config.js';

export interface TestMarketplace extends Marketplace {
  readonly dataDir: string;
  /** What it said while it started. */
  readonly lines: readonly string[];
  readonly databasePrefix: string;
  destroy(): Promise<void>;
}

/** The whole marketplace without its pages, on the tests' MongoDB, on a free port. */
export async function startTestMarketplace(
  env: Readonly<Record<string, string>> = {},
  databasePrefix = `local_${newId().slice(-12)}_`,
): Promise<TestMarketplace> {
  const dataDir = env['DATA_DIR'] ?? (await mkdtemp(path.join(tmpdir(), 'marquee-local-')));
  const lines: string[] = [];
  const config = readConfig({
    ...{ DATA_DIR: dataDir, PORT: '0', SEED_DEMO: '0', RATE_LIMIT: 'off', LOG_LEVEL: 'error' },
    ...{ MONGO_URL: process.env['MONGO_URL'] ?? '', ...env },
  });
  const marketplace = await startMarketplace(config, {
    client: false,
    databasePrefix,
    say: (line) => lines.push(line),
  }).catch(async (error: unknown) => {
    // A folder that was given belongs to whoever gave it.
    if (env['DATA_DIR'] === undefined) await rm(dataDir, { recursive: true, force: true });
    throw error;
  });
  return {
    ...marketplace,
    databasePrefix,
    dataDir,
    lines,
    async destroy() {
      await marketplace.stop();
      await dropDatabases(marketplace.mongoUrl, databasePrefix);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function dropDatabases(url: string, databasePrefix: string): Promise<void> {
  const logger = createLogger({ name: 'test', level: 'error' });
  for (const name of databaseNames) {
    const database = await openDatabase({ url, name: `${databasePrefix}${name}`, logger });
    await database.connection.dropDatabase();
    await database.close();
  }
}
