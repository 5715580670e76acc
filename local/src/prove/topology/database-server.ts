import path from 'node:path';
import type { Logger } from '@marquee/common/logging';
import { type Database, openDatabase } from '@marquee/common/mongo';
import { choosePort } from '../../port.js';
import { loadMongodScripts } from '../../repository.js';
import { tryWithin } from '../waiting.js';

const helloMsMax = 1_000;

export interface Hello {
  readonly isWritablePrimary: boolean;
  /** Another one after every start of the server. */
  readonly processId: string;
}

/** The one mongod of a run, a replica set of one node on a port that stays. */
export interface DatabaseServer {
  readonly url: string;
  pid(): number;
  /** What it says of itself; null when it does not answer within a second. */
  hello(): Promise<Hello | null>;
  /** Steps down and is nobody's primary for so long; throws when it refuses. */
  stepDown(seconds: number): Promise<void>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export async function startDatabaseServer(
  folder: string,
  logger: Logger,
  say: (line: string) => void,
): Promise<DatabaseServer> {
  const { findMongod, startMongod } = await loadMongodScripts();
  const binary = await findMongod({ say });
  const port = await choosePort(0);
  const launch = () =>
    startMongod({ binary, dbPath: path.join(folder, 'mongodb'), port, cacheGb: 0.5 });
  let mongod = await launch();
  const killAtExit = () => process.kill(mongod.pid, 'SIGKILL');
  process.once('exit', killAtExit);
  const direct = await openDatabase({
    url: `mongodb://127.0.0.1:${port}/?directConnection=true`,
    ...{ name: 'admin', logger },
  });

  return {
    url: mongod.url,
    pid: () => mongod.pid,
    hello: () => tryWithin(helloMsMax, () => askHello(direct)),
    async stepDown(seconds) {
      const command = { replSetStepDown: seconds, secondaryCatchUpPeriodSecs: 0, force: true };
      await direct.connection.db?.admin().command(command);
    },
    async kill() {
      process.kill(mongod.pid, 'SIGKILL');
      await mongod.exited;
    },
    async start() {
      mongod = await launch();
    },
    async stop() {
      process.removeListener('exit', killAtExit);
      await direct.close();
      await mongod.stop();
    },
  };
}

async function askHello({ connection }: Database): Promise<Hello | null> {
  const hello = await connection.db?.command({ hello: 1 });
  if (hello === undefined) return null;
  const { processId } = hello['topologyVersion'] as { processId: { toString(): string } };
  return {
    isWritablePrimary: hello['isWritablePrimary'] === true,
    processId: processId.toString(),
  };
}
