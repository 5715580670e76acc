import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { repositoryRoot } from '../provision/repository.mjs';
import { openTemporaryFolder } from '../provision/temporary-folder.mjs';
import { renderAll } from './render-all.mjs';
import { startApiServer } from './server/api-server.mjs';
import { dryRunAll } from './server/dry-run.mjs';
import { staticChecks } from './static-checks.mjs';

/** What only a node with a container runtime can show; `npm run cluster:e2e` does. */
const notRun = [
  'images built and started',
  'network policies enforced',
  'autoscalers acting on metrics',
  'certificates issued',
];

/**
 * Renders every combination, reads what was rendered, and has a real API server read it, too. Says
 * a line for each check, with what it found, and counts.
 *
 * @param {import('./server/programs.mjs').Programs} programs
 * @param {(text: string) => void} [write]
 * @returns {Promise<import('../testing/results.mjs').Results>}
 */
export async function checkKubernetes(programs, write = (text) => process.stdout.write(text)) {
  const results = { passed: 0, failed: 0 };
  const report = (/** @type {string} */ name, /** @type {string[]} */ problems) => {
    results[problems.length === 0 ? 'passed' : 'failed'] += 1;
    const lines = [`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${name}`, ...problems];
    write(`    ${lines.join('\n      ')}\n`);
  };
  const folder = await openTemporaryFolder('marquee-k8s-', async () => undefined);
  try {
    const { renderings, problems } = await renderAll(programs.kubectl, folder);
    report(`${renderings.size} combinations render, and production not without secrets`, problems);
    for (const [name, found] of await staticChecks(renderings)) report(name, found);
    const read = [...[...renderings.values()].flat(), await readVerifyJob()];
    const asked = await askServer(programs, read, folder);
    const counts = `${asked.manifests} manifests and ${asked.pods} bare Pods`;
    report(`${counts} are taken by an API server, a loose one is refused`, asked.problems);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  write(`    Not run here: ${notRun.join(', ')}\n`);
  return results;
}

/** In no rendering: skaffold makes it when it is told to verify. */
async function readVerifyJob() {
  const file = path.join(repositoryRoot, 'infra/k8s/verify/journeys.yaml');
  return parse(await readFile(file, 'utf8'));
}

/**
 * @param {import('./server/programs.mjs').Programs} programs
 * @param {import('./render.mjs').Manifest[]} manifests
 * @param {string} folder
 */
async function askServer(programs, manifests, folder) {
  const server = await startApiServer(programs, path.join(folder, 'server'));
  try {
    return await dryRunAll(server.kubectl, manifests, programs.definitions, folder);
  } finally {
    await server.stop();
  }
}
