import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { systemClock } from '@marquee/common/clock';
import type { Command } from '../command.js';
import { readBackupConfig } from './config.js';
import { dump } from './dump.js';

/** `backup FOLDER`: one more dump there, named by its time; the oldest above the limit go. */
export const backup: Command = async ({ args: [folder], env, terminal }) => {
  if (folder === undefined) {
    terminal.tell('backup needs the folder the backups are in');
    return 2;
  }
  const { MONGO_URL: url, MONGO_DATABASE: database, BACKUPS_KEPT: kept } = readBackupConfig(env);
  const name = `${database}-${systemClock.now().toISOString().replace(/[:.]/g, '-')}`;
  const unfinished = path.join(folder, `.unfinished-${name}`);
  await mkdir(folder, { recursive: true });
  const { collections, documents } = await dump({ url, database }, unfinished);
  // By one rename: what was cut off never looks like a backup.
  await rename(unfinished, path.join(folder, name));
  await dropOldest(folder, database, kept);
  terminal.print(`${name}: ${documents} documents of ${collections} collections`);
  return 0;
};

async function dropOldest(folder: string, database: string, kept: number): Promise<void> {
  for (const name of (await backupsIn(folder, database)).slice(0, -kept))
    await rm(path.join(folder, name), { recursive: true });
}

/** The names of a database's backups, oldest first. */
export async function backupsIn(folder: string, database: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.startsWith(`${database}-`)).sort();
}
