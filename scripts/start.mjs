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
  const built = (/** @type {string} */ file) => pathToFileURL(path.join(repositoryRoot, file)).href;
  // Before anything that it patches; without OTEL_EXPORTER_OTLP_ENDPOINT it does nothing.
  await import(built('common/dist/tracing/register.js'));
  // In this very process: signals reach it directly, and it cannot outlive a killed parent.
  await import(built('local/dist/src/index.js'));
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
