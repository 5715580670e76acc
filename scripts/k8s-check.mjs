#!/usr/bin/env node
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { renderAll, staticChecks } from './k8s/run-checks.mjs';
import { startApiServer } from './k8s/server/api-server.mjs';
import { findBinaries } from './k8s/server/binaries.mjs';
import { dryRunAll } from './k8s/server/dry-run.mjs';
import { requireNode } from './provision/require-node.mjs';
import { numberedSteps } from './provision/steps.mjs';
import { openTemporaryFolder } from './provision/temporary-folder.mjs';
import { verdict } from './testing/results.mjs';

requireNode();

/** What only a node with a container runtime can show; `npm run cluster:e2e` does. */
const notRun = [
  'images built and started',
  'network policies enforced',
  'autoscalers acting on metrics',
  'certificates issued',
];

const results = { passed: 0, failed: 0 };

/**
 * @param {string} name
 * @param {string[]} problems
 */
function report(name, problems) {
  results[problems.length === 0 ? 'passed' : 'failed'] += 1;
  const lines = [`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${name}`, ...problems];
  process.stdout.write(`    ${lines.join('\n      ')}\n`);
}

async function checkAll() {
  const step = numberedSteps(4);
  const folder = await openTemporaryFolder('marquee-k8s-', async () => undefined);
  try {
    const binaries = await step('Finding an API server', findBinaries);
    const { renderings, problems } = await step('Rendering every combination', () =>
      renderAll(binaries.kubectl, folder),
    );
    report(`${renderings.size} combinations render, and production not without secrets`, problems);
    await step('Reading what was rendered', async () => {
      for (const [name, found] of await staticChecks(renderings)) report(name, found);
    });
    await step('Asking a real API server', async () => {
      const server = await startApiServer(binaries, path.join(folder, 'server'));
      try {
        const asked = await dryRunAll(server.kubectl, [...renderings.values()].flat(), folder);
        const counts = `${asked.manifests} manifests and ${asked.pods} bare Pods`;
        report(`${counts} are taken, a loose one is refused`, asked.problems);
      } finally {
        await server.stop();
      }
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

try {
  await checkAll();
} catch (error) {
  report('the check itself', [error instanceof Error ? error.message : String(error)]);
}
const { line, isSuccess } = verdict(results);
process.stdout.write(`\nNot run here: ${notRun.join(', ')}\n${line}\n`);
process.exitCode = isSuccess ? 0 : 1;
