#!/usr/bin/env node
import { checkKubernetes } from './k8s/check-kubernetes.mjs';
import { findPrograms } from './k8s/server/programs.mjs';
import { requireNode } from './provision/require-node.mjs';
import { numberedSteps } from './provision/steps.mjs';
import { verdict } from './testing/results.mjs';

requireNode();

try {
  const step = numberedSteps(2);
  const programs = await step('Finding an API server', findPrograms);
  const results = await step('Checking the manifests', () => checkKubernetes(programs));
  const { text, isSuccess } = verdict(results);
  process.stdout.write(`\n${text}\n`);
  process.exitCode = isSuccess ? 0 : 1;
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.stdout.write('\n0 passed, 1 failed\n');
  process.exitCode = 1;
}
