import path from 'node:path';
import { ownedProcessOf, stopOwnedProcess } from './owned-process.mjs';

const option = '--dbpath';

/**
 * Stops the mongod that holds this data, if one does: what a killed start left behind.
 *
 * @param {string} dbPath absolute
 * @returns {Promise<boolean>} whether there was one
 */
export async function stopOrphanOf(dbPath) {
  const pidFile = path.join(dbPath, 'mongod.lock');
  const orphan = await ownedProcessOf(pidFile, { option, value: dbPath });
  if (orphan === undefined) return false;
  await stopMongod(orphan.pid, dbPath);
  return true;
}

/**
 * Asks this mongod to end, and ends it by force when it does not in time: its journal makes that
 * safe. Does nothing when the process is gone or is another's.
 *
 * @param {number} pid
 * @param {string} dbPath absolute
 */
export function stopMongod(pid, dbPath) {
  return stopOwnedProcess({ pid, option, value: dbPath }, 'MongoDB');
}
