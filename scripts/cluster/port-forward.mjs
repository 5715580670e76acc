import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

const betweenTriesMs = 500;
const openMsMax = 60_000;

/**
 * Forwards a port of a Pod to one of this machine's, and again when the Pod was killed and another
 * one has its name.
 *
 * @param {string[]} command kubectl with what leads to the cluster and the namespace
 * @param {string} pod
 * @param {number} podPort
 * @returns {Promise<{ port: number, stop: () => Promise<void> }>}
 * @throws {Error} when it could not be opened for a minute
 */
export async function openPortForward([program = '', ...access], pod, podPort) {
  let isStopped = false;
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child;
  /** @type {(port: number) => void} */
  let tell = () => {};
  const opened = new Promise((/** @type {(port: number) => void} */ resolve) => {
    tell = resolve;
  });
  let port = 0;

  async function forwardOnce() {
    const ports = `${port === 0 ? '' : port}:${podPort}`;
    const own = spawn(program, [...access, 'port-forward', pod, ports], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    child = own;
    const ended = once(own, 'close');
    // It says a line for each connection, which somebody has to read.
    createInterface({ input: own.stdout }).on('line', (line) => {
      port ||= Number(/127\.0\.0\.1:(\d+)/.exec(line)?.[1] ?? 0);
      if (port !== 0) tell(port);
    });
    await ended;
  }

  const running = (async () => {
    while (!isStopped) {
      await forwardOnce();
      if (!isStopped) await pause(betweenTriesMs);
    }
  })();
  const kill = () => void child?.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    isStopped = true;
    process.removeListener('exit', kill);
    kill();
    await running;
  };
  const patience = new AbortController();
  const tooLate = pause(openMsMax, undefined, { signal: patience.signal }).catch(() => undefined);
  await Promise.race([opened, running, tooLate]);
  patience.abort();
  if (port !== 0) return { port, stop };
  await stop();
  throw new Error(`${pod} cannot be forwarded`);
}
