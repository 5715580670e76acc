#!/usr/bin/env node
/** Adds to package-lock.json the optional platform binaries that npm could not ask for. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { missingPlatforms } from './lock/missing-platforms.mjs';
import { repositoryRoot } from './provision/repository.mjs';

const file = path.join(repositoryRoot, 'package-lock.json');
const lock = JSON.parse(await readFile(file, 'utf8'));
const added = missingPlatforms(lock.packages);
const entries = Object.entries({ ...lock.packages, ...added });
entries.sort(([one], [other]) => one.localeCompare(other, 'en'));
await writeFile(
  file,
  `${JSON.stringify({ ...lock, packages: Object.fromEntries(entries) }, null, 2)}\n`,
);
process.stdout.write(`${Object.keys(added).length} platform binaries added to package-lock.json\n`);
