#!/usr/bin/env node
import { runChecks } from './check/run-checks.mjs';
import { buildClient, buildServices } from './provision/build.mjs';
import { findChromium } from './provision/chromium.mjs';
import { findMongod } from './provision/mongod.mjs';
import { installStep } from './provision/prepare.mjs';
import { requireNode } from './provision/require-node.mjs';
import { numberedSteps } from './provision/steps.mjs';
import { sumOf, verdict } from './testing/results.mjs';
import { runJest } from './testing/run-jest.mjs';
import { runPlaywright } from './testing/run-playwright.mjs';

requireNode();

/** Everything, in rising cost: a run that must fail fails early. */
async function testEverything() {
  const step = numberedSteps(6);
  await installStep(step);
  const chromium = await step('Finding MongoDB and a browser', async (say) => {
    // Handed on, so that no test looks for it again.
    process.env.MONGOMS_SYSTEM_BINARY = await findMongod({ say });
    return findChromium({ say });
  });
  await step('Building the services', () => buildServices());
  // Beside each other: the checks wait for disk where the build computes, on two cores.
  const checks = await step('Checking, and building the client', async () => {
    const building = buildClient();
    const checking = runChecks();
    await Promise.allSettled([building, checking]);
    await building;
    return checking;
  });
  const unit = await step('Testing the services', () => runJest());
  const journeys = await step('Testing in the browser', () => runPlaywright({ chromium }));

  const results = sumOf([checks, unit, journeys]);
  const { line, isSuccess } = verdict(results);
  process.stdout.write(`\n${line}\n`);
  process.exitCode = isSuccess ? 0 : 1;
}

try {
  await testEverything();
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.stdout.write('\n0 passed, 1 failed\n');
  process.exitCode = 1;
}
