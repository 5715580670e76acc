#!/usr/bin/env node
import { prepare, prepareStepCount } from './provision/prepare.mjs';
import { requireNode } from './provision/require-node.mjs';
import { numberedSteps } from './provision/steps.mjs';

requireNode();

try {
  await prepare(numberedSteps(prepareStepCount));
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
