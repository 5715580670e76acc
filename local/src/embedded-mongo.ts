import path from 'node:path';
import { loadMongodScripts } from './repository.js';

export interface MongoServer {
  readonly url: string;
  /** Settles when the server ended although nobody asked it to. */
  readonly died: Promise<string>;
  stop(): Promise<void>;
}

/** A server that runs already and is not ours to stop or to watch. */
export function givenMongo(url: string): MongoServer {
  return { url, died: new Promise(() => {}), stop: async () => {} };
}

/**
 * A real mongod of our own on this data directory. One that a killed start left behind is stopped
 * first. When it dies under us we end as well, instead of restarting it: its data is safe in its
 * journal, the cause (disk full, out of memory) is still there, and the next start continues.
 */
export async function startEmbeddedMongo(
  dataDir: string,
  say: (line: string) => void,
): Promise<MongoServer> {
  const { findMongod, startMongod } = await loadMongodScripts();
  const binary = await findMongod({ say });
  const dbPath = path.join(dataDir, 'mongodb');
  const mongod = await startMongod({ binary, dbPath, cacheGb: 0.5 });
  say(`MongoDB: ${mongod.url} (process ${mongod.pid}), data in ${dbPath}`);

  let isStopping = false;
  // A second Ctrl-C ends us at once; the server, which the terminal does not reach, must not stay.
  const endWithUs = () => process.kill(mongod.pid, 'SIGTERM');
  process.on('exit', endWithUs);
  const died = new Promise<string>((resolve) => {
    void mongod.exited.then((code) => {
      process.off('exit', endWithUs);
      if (!isStopping) resolve(`MongoDB ended unexpectedly (code ${code}); its log: ${dbPath}.log`);
    });
  });
  return {
    url: mongod.url,
    died,
    async stop() {
      isStopping = true;
      await mongod.stop();
    },
  };
}
