import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type {
  BrokerOptions,
  RunningBroker,
} from '../../../../scripts/provision/broker-process.mjs';
import { until } from '../until.js';

/** A real broker that a test may treat as badly as it likes. */
export interface TestBroker {
  /** The same until it is stopped for good, whatever is done to it. */
  readonly url: string;
  /** Ends it as a power cut would; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Starts it again with its data, on its port; one that still runs is killed first. */
  restart(): Promise<void>;
  /** Kills it, deletes its data and starts it again: it knows nothing any more. */
  wipe(): Promise<void>;
  /** Keeps a copy of its data for `rewind`; it is restarted for that. */
  keepCopy(): Promise<void>;
  /** Kills it and starts it with the copy: what came after it is lost. */
  rewind(): Promise<void>;
  /** Freezes it: connections stay open and nobody answers. Resolves when it stands still. */
  pause(): Promise<void>;
  /** Lets it run on. */
  resume(): void;
  /** Ends it and deletes its data. Safe to call twice. */
  stop(): Promise<void>;
}

export interface BrokerProgram {
  readonly name: string;
  /** The environment variable in which the setup of the tests names the program. */
  readonly variable: string;
  start(options: BrokerOptions): Promise<RunningBroker>;
}

/**
 * Starts a broker with empty data. It ends with `stop`; one that a failing test leaves behind is
 * ended by the teardown of the run, or by the next run if this one is killed.
 */
export async function startTestBroker({
  name,
  variable,
  start,
}: BrokerProgram): Promise<TestBroker> {
  const folder = await mkdtemp(path.join(fromSetup('MARQUEE_BROKERS_FOLDER'), `${name}-`));
  const [dataDir, copy] = [path.join(folder, 'data'), path.join(folder, 'copy')];
  const binary = fromSetup(variable);
  let running = await start({ binary, dataDir });
  const { url, port } = running;

  async function restart(change: () => Promise<void> = async () => undefined): Promise<void> {
    await running.kill();
    await change();
    running = await start({ binary, dataDir, port });
  }

  return {
    url,
    kill: () => running.kill(),
    restart: () => restart(),
    wipe: () => restart(() => rm(dataDir, { recursive: true })),
    async keepCopy() {
      await running.stop();
      await restart(() => cp(dataDir, copy, { recursive: true }));
    },
    rewind: () =>
      restart(async () => {
        await rm(dataDir, { recursive: true });
        await cp(copy, dataDir, { recursive: true });
      }),
    async pause() {
      process.kill(running.pid, 'SIGSTOP');
      await until(() => standsStill(running.pid));
    },
    resume: () => void process.kill(running.pid, 'SIGCONT'),
    async stop() {
      await running.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A signal is under way for a moment; what is asked meanwhile is answered. */
async function standsStill(pid: number): Promise<boolean> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'state=', '-p', String(pid)]);
  return stdout.trim().startsWith('T');
}

function fromSetup(variable: string): string {
  const value = process.env[variable];
  if (value === undefined) throw new Error(`${variable} is set by scripts/jest/global-setup.cjs`);
  return value;
}
