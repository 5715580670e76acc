#!/usr/bin/env node
import { buildServices } from './provision/build.mjs';
import { installStep } from './provision/prepare.mjs';
import { requireNode } from './provision/require-node.mjs';
import { numberedSteps } from './provision/steps.mjs';
import { runProve } from './testing/run-prove.mjs';

requireNode();

try {
  const step = numberedSteps(2);
  await installStep(step);
  await step('Building the services', () => buildServices());
  process.exitCode = await runProve(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
