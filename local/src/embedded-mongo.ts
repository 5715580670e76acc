import path from 'node:path';
import { type Server, watchServer } from './embedded-server.js';
import { loadMongodScripts } from './repository.js';

/**
 * A real mongod of our own on this data directory. One that a killed start left behind is stopped
 * first.
 */
export async function startEmbeddedMongo(
  dataDir: string,
  say: (line: string) => void,
): Promise<Server> {
  const { findMongod, startMongod } = await loadMongodScripts();
  const binary = await findMongod({ say });
  const dbPath = path.join(dataDir, 'mongodb');
  const mongod = await startMongod({ binary, dbPath, cacheGb: 0.5 });
  say(`MongoDB: ${mongod.url} (process ${mongod.pid}), data in ${dbPath}`);
  return watchServer('MongoDB', mongod, `${dbPath}.log`);
}
