#!/usr/bin/env node
import { findChromium } from './provision/chromium.mjs';
import { prepare, prepareStepCount } from './provision/prepare.mjs';
import { requireNode } from './provision/require-node.mjs';
import { numberedSteps } from './provision/steps.mjs';
import { verdict } from './testing/results.mjs';
import { runPlaywright } from './testing/run-playwright.mjs';

requireNode();

try {
  const step = numberedSteps(prepareStepCount + 2);
  await prepare(step);
  const chromium = await step('Finding a browser', (say) => findChromium({ say }));
  const args = process.argv.slice(2);
  const results = await step('Testing in the browser', () => runPlaywright({ chromium, args }));
  const { text, isSuccess } = verdict(results);
  process.stdout.write(`\n${text}\n`);
  process.exitCode = isSuccess ? 0 : 1;
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
