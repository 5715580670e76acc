#!/usr/bin/env node
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildServices } from './provision/build.mjs';
import { installStep } from './provision/prepare.mjs';
import { repositoryRoot } from './provision/repository.mjs';
import { requireNode } from './provision/require-node.mjs';
import { numberedSteps } from './provision/steps.mjs';

requireNode();

try {
  // What is printed on stdout is the command's answer alone: it may be read by a program.
  const step = numberedSteps(2, { write: (text) => process.stderr.write(text) });
  await installStep(step);
  await step('Building the services', () => buildServices());
  process.setSourceMapsEnabled(true);
  const entry = path.join(repositoryRoot, 'local/dist/src/outbox-command/main.js');
  await import(pathToFileURL(entry).href);
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
