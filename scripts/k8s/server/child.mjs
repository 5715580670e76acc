import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

/**
 * A server of this run, with its log in a file. It is ended with this process, however that ends.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {string} logFile
 */
export function startChild(program, args, logFile) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const log = createWriteStream(logFile);
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  const ended = once(child, 'exit');
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  return {
    /** Whether it still runs; it never ends by itself. */
    isRunning: () => child.exitCode === null && child.signalCode === null,
    async stop() {
      process.removeListener('exit', kill);
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await ended;
      }
      log.end();
    },
  };
}
