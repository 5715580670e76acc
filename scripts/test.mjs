#!/usr/bin/env node
import { runChecks } from './check/run-checks.mjs';
import { buildClient, buildServices } from './provision/build.mjs';
import { findChromium } from './provision/chromium.mjs';
import { findMongod } from './provision/mongod.mjs';
import { installStep } from './provision/prepare.mjs';
import { requireNode } from './provision/require-node.mjs';
import { numberedSteps } from './provision/steps.mjs';
import { findTestBrokers } from './provision/test-brokers.mjs';
import { proveResults, sumOf, verdict } from './testing/results.mjs';
import { runJest } from './testing/run-jest.mjs';
import { runPlaywright } from './testing/run-playwright.mjs';
import { runProve } from './testing/run-prove.mjs';

requireNode();

/** Everything, in rising cost: a run that must fail fails early. */
async function testEverything() {
  const step = numberedSteps(7);
  await installStep(step);
  const chromium = await step('Finding MongoDB, the brokers and a browser', async (say) => {
    // Beside each other, since they may have to be fetched or compiled.
    const [mongod, brokers, browser] = await Promise.all([
      findMongod({ say }),
      findTestBrokers({ say }),
      findChromium({ say }),
    ]);
    // Handed on, so that no test looks for them again.
    Object.assign(process.env, { MONGOMS_SYSTEM_BINARY: mongod, ...brokers });
    return browser;
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
  const proved = await step('Proving, for two minutes, while things go wrong', async () =>
    proveResults(await runProve(['--bus', 'jetstream', '--minutes', '2', '--seed', '1'])),
  );

  const results = sumOf([checks, unit, journeys, proved]);
  const { text, isSuccess } = verdict(results);
  process.stdout.write(`\n${text}\n`);
  process.exitCode = isSuccess ? 0 : 1;
}

try {
  await testEverything();
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.stdout.write('\n0 passed, 1 failed\n');
  process.exitCode = 1;
}
