import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder, repositoryRoot } from '../provision/repository.mjs';
import { jestResults } from './results.mjs';
import { runInTerminal } from './run-in-terminal.mjs';

/**
 * Runs the unit and service tests of every workspace.
 *
 * @param {string[]} [args] further arguments for jest
 * @returns {Promise<import('./results.mjs').Results>}
 */
export async function runJest(args = []) {
  const jest = path.join(repositoryRoot, 'node_modules/jest/bin/jest.js');
  const report = path.join(cacheFolder, 'results/jest.json');
  await mkdir(path.dirname(report), { recursive: true });
  await rm(report, { force: true });
  // Files wait for leases, polls and processes about a third of their time: three keep two cores busy.
  const options = ['--ci', '--json', `--outputFile=${report}`, '--maxWorkers=3'];
  const code = await runInTerminal([jest, ...options, ...args], { cwd: repositoryRoot });
  const counted = await readFile(report, 'utf8').then(
    (text) => jestResults(JSON.parse(text)),
    () => ({ passed: 0, failed: 1 }),
  );
  return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}
