import { spawn } from 'node:child_process';
import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { freePort } from './free-port.mjs';
import { stopMongod, stopOrphanOf } from './mongod-orphan.mjs';
import { awaitPrimary } from './replica-set.mjs';

const replicaSet = 'rs0';
const startMsMax = 60_000;
const logBytesMax = 20_000_000;
const exitPortInUse = 48;
const exitDataInUse = 100;

/**
 * Starts a real mongod on this data as a one-node replica set, and waits until it is the primary.
 * It runs in a process group of its own, so that a Ctrl-C on the terminal reaches us and not it:
 * we stop it in our order. A server that a killed start of ours left behind on the same data is
 * found by mongod's own pid file (`mongod.lock`) and stopped first.
 *
 * @param {import('./mongod-process.d.mts').MongodOptions} options
 * @returns {Promise<import('./mongod-process.d.mts').RunningMongod>}
 * @throws {Error} when it does not start; says why and where its log is
 */
export async function startMongod(options) {
  const dbPath = path.resolve(options.dbPath);
  const logFile = options.log ?? `${dbPath}.log`;
  await mkdir(dbPath, { recursive: true });
  await mkdir(path.dirname(logFile), { recursive: true });
  await dropLargeLog(logFile);

  for (let attempt = 1; ; attempt++) {
    await stopOrphanOf(dbPath);
    const port = options.port || (await freePort());
    const started = launch({ ...options, dbPath, logFile, port });
    const outcome = await Promise.race([
      started.exited.then((code) => ({ code })),
      awaitPrimary({ port, replicaSet, timeoutMs: startMsMax, signal: started.signal }),
    ]).catch(async (error) => {
      await stopMongod(started.pid, dbPath);
      throw error;
    });
    if (outcome === undefined) {
      const url = `mongodb://127.0.0.1:${port}/?replicaSet=${replicaSet}`;
      const stop = () => stopMongod(started.pid, dbPath);
      return { url, port, pid: started.pid, exited: started.exited, stop };
    }
    // An orphan that had not written its pid yet, or a free port somebody else took meanwhile.
    const mayRetry =
      outcome.code === exitDataInUse || (outcome.code === exitPortInUse && !options.port);
    if (!mayRetry || attempt === 3) throw new Error(explain(outcome.code, port, dbPath, logFile));
  }
}

/**
 * @param {import('./mongod-process.d.mts').MongodOptions & { logFile: string, port: number }} options
 */
function launch({ binary, dbPath, logFile, port, cacheGb = 0.5 }) {
  const aborter = new AbortController();
  const args = [
    ...['--dbpath', dbPath, '--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket'],
    ...['--replSet', replicaSet, '--wiredTigerCacheSizeGB', String(cacheGb), '--oplogSize', '256'],
    ...['--logpath', logFile, '--logappend', '--quiet'],
    ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
    // What a killed process left locked is free again soon; our own transactions take milliseconds.
    ...['--setParameter', 'transactionLifetimeLimitSeconds=3'],
    // A lone node has nobody to hand over to: ask it to stop and it stops.
    ...['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=100'],
  ];
  const child = spawn(binary, args, { detached: true, stdio: 'ignore' });
  const exited = new Promise((/** @type {(code: number) => void} */ resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (code) => resolve(code ?? 1));
  }).finally(() => aborter.abort());
  child.unref();
  return { pid: child.pid ?? 0, exited, signal: aborter.signal };
}

/** @param {string} logFile */
async function dropLargeLog(logFile) {
  const size = await stat(logFile).then(
    (file) => file.size,
    () => 0,
  );
  if (size > logBytesMax) await rm(logFile, { force: true });
}

/**
 * @param {number} code
 * @param {number} port
 * @param {string} dbPath
 * @param {string} logFile
 */
function explain(code, port, dbPath, logFile) {
  const reasons = new Map([
    [exitPortInUse, `port ${port} is in use by another program`],
    [exitDataInUse, `the data in ${dbPath} is in use, or this user may not write there`],
    [62, `the data in ${dbPath} was written by another version of MongoDB`],
    [127, 'the program cannot be run'],
  ]);
  return `MongoDB did not start: ${reasons.get(code) ?? `it ended with code ${code}`}. Its log: ${logFile}`;
}
