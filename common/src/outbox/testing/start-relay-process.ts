import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface RelayProcessOptions {
  readonly databaseName: string;
  /** Of the nats-server. */
  readonly url: string;
}

export interface RelayProcess {
  /** In the names of the relays of this process. */
  readonly pid: number;
  /** Ends it as a power cut would; resolves when it is gone. Safe to call twice. */
  kill(): Promise<void>;
  freeze(): void;
  wakeUp(): void;
}

const runTypescript = new URL('../../../../scripts/jest/run-typescript.cjs', import.meta.url);
const program = new URL('./relay-process.ts', import.meta.url);

/** A real process with a relay and its leases on a real broker. */
export function startRelayProcess(options: RelayProcessOptions): RelayProcess {
  const child: ChildProcess = fork(
    fileURLToPath(runTypescript),
    [fileURLToPath(program), JSON.stringify(options)],
    { execArgv: ['--enable-source-maps'] },
  );
  const exited = once(child, 'exit');
  const { pid } = child;
  if (pid === undefined) throw new Error('The relay process could not be started');
  return {
    pid,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    freeze: () => void child.kill('SIGSTOP'),
    wakeUp: () => void child.kill('SIGCONT'),
  };
}
