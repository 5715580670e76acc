import path from 'node:path';
import type { Command } from '../command.js';
import { backupsIn } from './backup.command.js';
import { readBackupConfig } from './config.js';
import { load } from './load.js';

/** `restore FOLDER`: makes the database what BACKUP says, or the newest of the folder. */
export const restore: Command = async ({ args: [folder], env, terminal }) => {
  if (folder === undefined) {
    terminal.tell('restore needs the folder the backups are in');
    return 2;
  }
  const { MONGO_URL: url, MONGO_DATABASE: database, BACKUP: asked } = readBackupConfig(env);
  const name = asked ?? (await backupsIn(folder, database)).at(-1);
  if (name === undefined) throw new Error(`${folder} holds no backup of ${database}`);
  const { collections, documents } = await load({ url, database }, path.join(folder, name));
  terminal.print(`${database} is ${name}: ${documents} documents of ${collections} collections`);
  return 0;
};
