#!/usr/bin/env node
import path from 'node:path';
import { prepare, prepareStepCount } from './provision/prepare.mjs';
import { repositoryRoot } from './provision/repository.mjs';
import { requireNode } from './provision/require-node.mjs';
import { numberedSteps } from './provision/steps.mjs';
import { runInTerminal } from './testing/run-in-terminal.mjs';

requireNode();

try {
  await prepare(numberedSteps(prepareStepCount));
  const entry = path.join(repositoryRoot, 'bench/dist/src/index.js');
  const args = ['--enable-source-maps', entry, ...process.argv.slice(2)];
  process.exitCode = await runInTerminal(args, { cwd: repositoryRoot });
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
