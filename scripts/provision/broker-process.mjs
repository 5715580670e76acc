import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { brokerAnswers } from './broker-answers.mjs';
import { freePort } from './free-port.mjs';
import { killOwnedProcess, ownedProcessOf, stopOwnedProcess } from './owned-process.mjs';

const startMsMax = 30_000;
/** Both servers write their pid there, and both know this option. */
const option = '--pid';
const pidFileOf = (/** @type {string} */ dataDir) => path.join(dataDir, 'server.pid');

/**
 * Starts a broker on this data and waits until it answers. It runs in a process group of its own,
 * so that a Ctrl-C on the terminal reaches us and not it. A server that a killed start of ours left
 * behind on the same data is stopped first.
 *
 * @param {import('./broker-process.d.mts').StartBrokerOptions} options
 * @returns {Promise<import('./broker-process.d.mts').RunningBroker>}
 * @throws {Error} when it does not start; says where its log is
 */
export async function startBroker(options) {
  const { name, binary, port: fixedPort, argsFor, readySubject } = options;
  const dataDir = path.resolve(options.dataDir);
  const log = `${dataDir}.log`;
  await mkdir(dataDir, { recursive: true });
  for (let attempt = 1; ; attempt++) {
    await stopOrphanBroker(dataDir);
    await rm(pidFileOf(dataDir), { force: true });
    // Somebody else's server would answer in place of ours, which ends only a moment later.
    if (fixedPort && (await brokerAnswers(fixedPort, readySubject)))
      throw new Error(`Port ${fixedPort} is taken, so ${name} did not start. Its log: ${log}`);
    const port = fixedPort || (await freePort());
    const common = ['--addr', '127.0.0.1', '--port', String(port), option, pidFileOf(dataDir)];
    const started = launch(binary, [...common, '--log', log, ...argsFor(dataDir)]);
    const owned = { pid: started.pid, option, value: pidFileOf(dataDir) };
    if (await answersBeforeItEnds(port, readySubject, started)) {
      return {
        url: `nats://127.0.0.1:${port}`,
        ...{ port, pid: started.pid, exited: started.exited },
        stop: () => stopOwnedProcess(owned, name),
        kill: () => killOwnedProcess(owned, name),
      };
    }
    await killOwnedProcess(owned, name);
    // A free port that somebody else took meanwhile; anything else fails again.
    if (fixedPort || attempt === 3) throw new Error(`${name} did not start. Its log: ${log}`);
  }
}

/**
 * Stops the broker that holds this data, if one does.
 *
 * @param {string} dataDir absolute
 */
export async function stopOrphanBroker(dataDir) {
  const pidFile = pidFileOf(dataDir);
  const orphan = await ownedProcessOf(pidFile, { option, value: pidFile });
  // By force: a stopped one (SIGSTOP) does not hear anything else.
  if (orphan !== undefined) await killOwnedProcess(orphan, 'The broker');
}

/**
 * @param {string} binary
 * @param {string[]} args
 */
function launch(binary, args) {
  const aborter = new AbortController();
  const child = spawn(binary, args, { detached: true, stdio: 'ignore' });
  const exited = new Promise((/** @type {(code: number) => void} */ resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (code) => resolve(code ?? 1));
  }).finally(() => aborter.abort());
  child.unref();
  return { pid: child.pid ?? 0, exited, signal: aborter.signal };
}

/**
 * @param {number} port
 * @param {string} readySubject
 * @param {{ exited: Promise<number>, signal: AbortSignal }} started
 */
async function answersBeforeItEnds(port, readySubject, { exited, signal }) {
  const deadline = performance.now() + startMsMax;
  while (!signal.aborted && performance.now() < deadline) {
    if (await brokerAnswers(port, readySubject)) {
      // Another's server on this port would answer, too; ours ends at once when it cannot have it.
      await Promise.race([exited, pause(50)]);
      return !signal.aborted;
    }
    await pause(20);
  }
  return false;
}
