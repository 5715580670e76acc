import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder, repositoryRoot } from '../provision/repository.mjs';
import { playwrightResults } from './results.mjs';
import { runInTerminal } from './run-in-terminal.mjs';

/**
 * Runs the journeys of `e2e/` in a real browser against the marketplace that was built.
 *
 * @param {{ chromium: string, args?: string[] }} options
 * @returns {Promise<import('./results.mjs').Results>}
 */
export async function runPlaywright({ chromium, args = [] }) {
  const playwright = path.join(repositoryRoot, 'node_modules/@playwright/test/cli.js');
  const report = path.join(cacheFolder, 'results/playwright.json');
  await mkdir(path.dirname(report), { recursive: true });
  await rm(report, { force: true });
  const code = await runInTerminal([playwright, 'test', '--reporter=list,json', ...args], {
    cwd: path.join(repositoryRoot, 'e2e'),
    env: { ...process.env, CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  const counted = await readFile(report, 'utf8').then(
    (text) => playwrightResults(JSON.parse(text)),
    () => ({ passed: 0, failed: 1 }),
  );
  return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}
