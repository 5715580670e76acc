import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Durable } from '../../bus/port.js';
import type { BusName } from './buses/index.js';

export interface DoomedProcessOptions {
  readonly bus: BusName;
  readonly url: string;
  readonly databaseName: string;
  readonly durable: Durable;
  /** Where it gets stuck: before the effect, or when it is committed and nobody knows. */
  readonly dies: 'before its effect' | 'after its effect';
}

export interface DoomedProcess {
  /** Resolves when it is where it was to get stuck. */
  readonly isStuck: Promise<void>;
  /** Ends it as a power cut would; resolves when it is gone. */
  kill(): Promise<void>;
}

const runTypescript = new URL('../../../../scripts/jest/run-typescript.cjs', import.meta.url);
const program = new URL('./doomed-process.ts', import.meta.url);

/** A real process that consumes, and gets stuck with deliveries in its hands. */
export function startDoomedProcess(options: DoomedProcessOptions): DoomedProcess {
  const child = fork(
    fileURLToPath(runTypescript),
    [fileURLToPath(program), JSON.stringify(options)],
    { execArgv: ['--enable-source-maps'] },
  );
  const exited = once(child, 'exit');
  const ended = exited.then(([code]) => {
    throw new Error(`The process that was to be killed ended by itself (${String(code)})`);
  });
  // Once it is stuck its end is what is wanted.
  ended.catch(() => undefined);
  return {
    isStuck: Promise.race([once(child, 'message').then(() => undefined), ended]),
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
