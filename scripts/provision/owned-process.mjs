import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { runCommand } from './run-command.mjs';

const stopMsMax = 2_000;
const killMsMax = 5_000;

/**
 * A server of ours: its pid, and the option on its command line that only ours has. A pid alone
 * proves nothing: numbers are used again.
 *
 * @typedef {{ pid: number, option: string, value: string }} OwnedProcess
 */

/**
 * The process that wrote this pid file, if it is there and ours.
 *
 * @param {string} pidFile
 * @param {{ option: string, value: string }} mark
 * @returns {Promise<OwnedProcess | undefined>}
 */
export async function ownedProcessOf(pidFile, mark) {
  const pid = Number.parseInt(await readFile(pidFile, 'utf8').catch(() => ''), 10);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  const owned = { pid, ...mark };
  return (await isRunning(owned)) ? owned : undefined;
}

/**
 * Asks it to end, and ends it by force when it does not in time. Does nothing when it is gone.
 *
 * @param {OwnedProcess} owned
 * @param {string} name for the error
 */
export async function stopOwnedProcess(owned, name) {
  if (await endsAfter('SIGTERM', owned, stopMsMax)) return;
  await killOwnedProcess(owned, name);
}

/**
 * Ends it as a power cut would, and makes sure that it is gone.
 *
 * @param {OwnedProcess} owned
 * @param {string} name for the error
 */
export async function killOwnedProcess(owned, name) {
  if (await endsAfter('SIGKILL', owned, killMsMax)) return;
  throw new Error(`${name} (process ${owned.pid}) could not be stopped`);
}

/**
 * @param {NodeJS.Signals} signal
 * @param {OwnedProcess} owned
 * @param {number} timeoutMs
 */
async function endsAfter(signal, owned, timeoutMs) {
  const deadline = performance.now() + timeoutMs;
  let isSent = false;
  while (await isRunning(owned)) {
    if (!isSent) send(owned.pid, signal);
    isSent = true;
    if (performance.now() > deadline) return false;
    await pause(20);
  }
  return true;
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // Gone between the look and the signal: that is what we wanted.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/**
 * A zombie has no command line and counts as gone.
 *
 * @param {OwnedProcess} owned
 */
async function isRunning({ pid, option, value }) {
  if (process.platform === 'linux') {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    const words = line.split('\0');
    return words.some((word, at) => word === option && words[at + 1] === value);
  }
  const { output } = await runCommand('ps', ['-p', String(pid), '-o', 'command=']);
  return `${output.trim()} `.includes(`${option} ${value} `);
}
