#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { filesOf } from './secrets/files-of.mjs';
import { completePasswords, newSessionKey } from './secrets/passwords.mjs';

/**
 * Makes one installation's passwords once, and from them the files the components read. A password
 * that is there stays; a line that is missing is made. None of it is for git (see .gitignore): keep
 * passwords.env where you keep your secrets.
 */
const { values } = parseArgs({
  options: {
    components: { type: 'string', default: path.join(import.meta.dirname, 'components') },
    'new-session-key': { type: 'boolean', default: false },
  },
});

const makeFolder = (/** @type {string} */ folder) =>
  mkdir(folder, { recursive: true, mode: 0o700 });

/** Only its owner may read it, also if it was there before. */
async function write(/** @type {string} */ file, /** @type {Record<string, string>} */ entries) {
  await makeFolder(path.dirname(file));
  const text = Object.entries(entries).map(([name, value]) => `${name}=${value}\n`);
  await writeFile(file, text.join(''), { mode: 0o600 });
  // The mode above is for a file that is made.
  await chmod(file, 0o600);
}

const master = path.join(values.components, 'secrets/values/passwords.env');
// One that is there and cannot be read must not be replaced.
const known = existsSync(master) ? await readFile(master, 'utf8') : '';
const passwords = completePasswords(known);
if (values['new-session-key']) {
  // The new one signs, the one before it still verifies: sessions survive.
  passwords['SESSION_KEYS'] = [newSessionKey(), passwords['SESSION_KEYS']?.split(',')[0]].join(',');
}
await write(master, passwords);
const files = Object.entries(filesOf(passwords));
for (const [file, entries] of files) await write(path.join(values.components, file), entries);
// Their files only you can write; git brings no empty folder.
for (const name of ['stripe-live', 'smtp'])
  await makeFolder(path.join(values.components, name, 'values'));
process.stdout.write(`${files.length} files of secrets are in ${values.components}/*/values\n`);
