import { readFile, rm, writeFile } from 'node:fs/promises';
import type { Command } from '../command.js';

/**
 * `place-keyfile FROM TO`: a copy that its owner alone may read. mongod refuses one that its group
 * may read, and a Secret mounted for a user that is not root always is such a file.
 */
export const placeKeyfile: Command = async ({ args: [from, to], terminal }) => {
  if (from === undefined || to === undefined) {
    terminal.tell('place-keyfile needs the file and where to put it');
    return 2;
  }
  const text = await readFile(from);
  await rm(to, { force: true });
  await writeFile(to, text, { mode: 0o400 });
  return 0;
};
