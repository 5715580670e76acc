import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { machineEnvironment } from './config.js';
import { repositoryRoot } from './repository.js';

const startMsMax = 60_000;

export interface ComposedProcess {
  readonly url: string;
  /** Of its embedded database, as it said. */
  readonly mongoUrl: string;
  readonly output: readonly string[];
  readonly child: ChildProcess;
  isRunning(): boolean;
  /** Ends it as a power cut would, and makes sure that it is gone. */
  kill(): Promise<void>;
  /** Asks it to stop; answers how long that took and how it ended. */
  stop(): Promise<{ durationMs: number; code: number | null }>;
}

export interface ComposedProcessOptions {
  readonly env: Readonly<Record<string, string>>;
  /** Whether it serves pages as well, as `npm start` does. */
  readonly client: boolean;
}

/** Starts the marketplace that was built as a process of its own, and waits until it can serve. */
export async function startComposedProcess({
  env,
  client,
}: ComposedProcessOptions): Promise<ComposedProcess> {
  const entry = path.join(repositoryRoot, 'local/dist/src', client ? 'index.js' : 'api-only.js');
  const child: ChildProcess = spawn(process.execPath, ['--enable-source-maps', entry], {
    env: { ...machineEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  const exited = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    const fail = () => reject(new Error(`It did not start:\n${output.join('\n')}`));
    const timer = setTimeout(fail, startMsMax);
    timer.unref();
    // Once it is up this rejects a promise that has its answer, which changes nothing.
    child.once('exit', fail);
    const read = (line: string) => {
      output.push(line);
      const ready = /^Marquee is ready at (\S+)$/.exec(line);
      if (ready?.[1] !== undefined) resolve(ready[1]);
    };
    for (const stream of [child.stdout, child.stderr])
      if (stream !== null) createInterface({ input: stream }).on('line', read);
  });
  const [mongoUrl = ''] = output
    .map((line) => /mongodb:\/\/\S+/.exec(line)?.[0] ?? '')
    .filter(Boolean);
  return {
    url,
    mongoUrl,
    output,
    child,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    async kill() {
      child.kill('SIGKILL');
      const [, signal] = (await exited) as [unknown, NodeJS.Signals | null];
      if (signal !== 'SIGKILL') throw new Error(`It ended by itself: ${output.join('\n')}`);
    },
    async stop() {
      const startedAt = performance.now();
      child.kill('SIGINT');
      const [code] = (await exited) as [number | null];
      return { durationMs: performance.now() - startedAt, code };
    },
  };
}

/** Pulls the plug on the database, if it runs; its process is named in its own lock file. */
export async function killMongod(dataDir: string): Promise<void> {
  const lock = await readFile(path.join(dataDir, 'mongodb', 'mongod.lock'), 'utf8');
  const pid = Number.parseInt(lock, 10);
  if (Number.isNaN(pid)) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
