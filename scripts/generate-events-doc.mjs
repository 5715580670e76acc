#!/usr/bin/env node
/** Writes docs/events.md from the contracts that were built; with `--check` it only compares. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { sourceFolders } from './check/source-folders.mjs';
import { eventsDocument } from './docs/events-document.mjs';
import { repositoryRoot } from './provision/repository.mjs';

const registry = path.join(repositoryRoot, 'common/dist/contracts/registry.js');
const file = path.join(repositoryRoot, 'docs/events.md');
const { domainEvents } = await import(pathToFileURL(registry).href);
const wanted = eventsDocument(domainEvents, sourceFolders());

if (process.argv.includes('--check')) {
  const written = await readFile(file, 'utf8').catch(() => '');
  if (written !== wanted) {
    process.stdout.write(
      'docs/events.md is not what the contracts say: run `npm run docs:events`\n',
    );
    process.exitCode = 1;
  }
} else {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, wanted);
}
