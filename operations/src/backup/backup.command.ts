import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { systemClock } from '@marquee/common/clock';
import type { Command } from '../command.js';
import { readBackupConfig } from './config.js';
import { dump } from './dump.js';

const unfinishedMark = '.unfinished-';
/** A snapshot can be read for five minutes, so that what is older is being written by nobody. */
const unfinishedMsMax = 3_600_000;

/**
 * `backup FOLDER`: one more dump there, named by its time; the oldest above the limit go, and so does
 * what an earlier run left that was cut off.
 */
export const backup: Command = async ({ args: [folder], env, terminal }) => {
  if (folder === undefined) {
    terminal.tell('backup needs the folder the backups are in');
    return 2;
  }
  const { MONGO_URL: url, MONGO_DATABASE: database, BACKUPS_KEPT: kept } = readBackupConfig(env);
  const name = nameAt(database, systemClock.now());
  const unfinished = path.join(folder, `${unfinishedMark}${name}`);
  await mkdir(folder, { recursive: true });
  await dropUnfinished(folder, database);
  const { collections, documents } = await dump({ url, database }, unfinished);
  // By one rename: what was cut off never looks like a backup.
  await rename(unfinished, path.join(folder, name));
  await dropOldest(folder, database, kept);
  terminal.print(`${name}: ${documents} documents of ${collections} collections`);
  return 0;
};

const nameAt = (database: string, time: Date) =>
  `${database}-${time.toISOString().replace(/[:.]/g, '-')}`;

/** One begun within the hour may be another's, made by hand beside the nightly one. */
async function dropUnfinished(folder: string, database: string): Promise<void> {
  const anHourAgo = new Date(systemClock.now().getTime() - unfinishedMsMax);
  const limit = unfinishedMark + nameAt(database, anHourAgo);
  for (const name of await readdir(folder))
    if (name.startsWith(`${unfinishedMark}${database}-`) && name < limit)
      await rm(path.join(folder, name), { recursive: true });
}

async function dropOldest(folder: string, database: string, kept: number): Promise<void> {
  for (const name of (await backupsIn(folder, database)).slice(0, -kept))
    await rm(path.join(folder, name), { recursive: true });
}

/** The names of a database's backups, oldest first. */
export async function backupsIn(folder: string, database: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.startsWith(`${database}-`)).sort();
}
