import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runCommand } from './run-command.mjs';

const stopMsMax = 2_000;
const killMsMax = 5_000;

/**
 * Stops the mongod that holds this data, if one does: what a killed start left behind.
 *
 * @param {string} dbPath absolute
 * @returns {Promise<boolean>} whether there was one
 */
export async function stopOrphanOf(dbPath) {
  const lock = await readFile(path.join(dbPath, 'mongod.lock'), 'utf8').catch(() => '');
  const pid = Number.parseInt(lock, 10);
  if (!Number.isInteger(pid) || pid <= 0 || !(await isMongodOf(pid, dbPath))) return false;
  await stopMongod(pid, dbPath);
  return true;
}

/**
 * Asks this mongod to end, and ends it by force when it does not in time: its journal makes that
 * safe. Does nothing when the process is gone or is another's.
 *
 * @param {number} pid
 * @param {string} dbPath absolute
 */
export async function stopMongod(pid, dbPath) {
  if (await endsAfter('SIGTERM', pid, dbPath, stopMsMax)) return;
  if (await endsAfter('SIGKILL', pid, dbPath, killMsMax)) return;
  throw new Error(`MongoDB (process ${pid}) could not be stopped`);
}

/**
 * @param {NodeJS.Signals} signal
 * @param {number} pid
 * @param {string} dbPath
 * @param {number} timeoutMs
 */
async function endsAfter(signal, pid, dbPath, timeoutMs) {
  const deadline = performance.now() + timeoutMs;
  let isSent = false;
  while (await isMongodOf(pid, dbPath)) {
    if (!isSent) send(pid, signal);
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
 * Whether this process is a mongod on exactly this data. A pid alone proves nothing: numbers are
 * used again. A zombie has no command line and counts as gone.
 *
 * @param {number} pid
 * @param {string} dbPath
 */
async function isMongodOf(pid, dbPath) {
  if (process.platform === 'linux') {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    const words = line.split('\0');
    return words.some((word, at) => word === '--dbpath' && words[at + 1] === dbPath);
  }
  const { output } = await runCommand('ps', ['-p', String(pid), '-o', 'command=']);
  return output.includes(`--dbpath ${dbPath} `);
}
