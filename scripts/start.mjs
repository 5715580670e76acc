#!/usr/bin/env node
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, prepareStepCount } from './provision/prepare.mjs';
import { repositoryRoot } from './provision/repository.mjs';
import { requireNode } from './provision/require-node.mjs';
import { numberedSteps } from './provision/steps.mjs';

requireNode();

try {
  await prepare(numberedSteps(prepareStepCount));
  process.chdir(repositoryRoot);
  process.setSourceMapsEnabled(true);
  // In this very process: signals reach it directly, and it cannot outlive a killed parent.
  await import(pathToFileURL(path.join(repositoryRoot, 'local/dist/src/index.js')).href);
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
