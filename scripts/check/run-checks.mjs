import path from 'node:path';
import { repositoryRoot } from '../provision/repository.mjs';
import { runCommand } from '../provision/run-command.mjs';
import { secondsSince } from '../provision/steps.mjs';
import { sourceFolders } from './source-folders.mjs';

/** @typedef {{ name: string, tool: string, args: string[], isPrinted?: boolean }} Check */

/** Two programs at a time keep two cores busy; more would only wait for each other. */
const concurrency = 2;

/** @returns {Check[][]} each group needs what the group before it built; the slowest come first */
function listChecks() {
  const biome = ['check', '--error-on-warnings', '--no-errors-on-unmatched', '.'];
  const cruise = ['--config', '.dependency-cruiser.cjs', ...sourceFolders()];
  const cruiser = 'dependency-cruiser/bin/dependency-cruise.mjs';
  return [
    [
      { name: 'types', tool: 'typescript/bin/tsc', args: ['-b'] },
      {
        name: "the types of the client's routes",
        tool: 'next/dist/bin/next',
        args: ['typegen', 'client'],
      },
    ],
    [
      { name: 'lint (eslint)', tool: 'eslint/bin/eslint.js', args: ['--max-warnings=0', '.'] },
      { name: 'walls (dependency-cruiser)', tool: cruiser, args: cruise },
      {
        name: "the client's types",
        tool: 'typescript/bin/tsc',
        args: ['-p', 'client', '--noEmit'],
      },
      { name: "the scripts' types", tool: 'typescript/bin/tsc', args: ['-p', 'scripts'] },
      { name: 'format (biome)', tool: '@biomejs/biome/bin/biome', args: biome },
      {
        name: 'dead code (knip)',
        tool: 'knip/bin/knip.js',
        args: ['--no-progress', '--no-config-hints'],
      },
      { name: 'docs/events.md', tool: 'scripts/generate-events-doc.mjs', args: ['--check'] },
      {
        name: "the broker's users",
        tool: 'scripts/generate-broker-users.mjs',
        args: ['--check'],
      },
      { name: 'openapi.yaml', tool: 'scripts/check/openapi.mjs', args: [] },
      { name: 'file sizes', tool: 'scripts/check/file-sizes.mjs', args: [], isPrinted: true },
    ],
  ];
}

/**
 * Runs every static check, says one line for each when it ends, and shows what a failing one
 * printed.
 *
 * @param {{ write?: (text: string) => void }} [options]
 * @returns {Promise<import('../testing/results.mjs').Results>}
 */
export async function runChecks({ write = (text) => process.stdout.write(text) } = {}) {
  const results = { passed: 0, failed: 0, failures: /** @type {string[]} */ ([]) };
  for (const group of listChecks()) {
    const waiting = [...group];
    const worker = async () => {
      for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
        const passed = await isGood(check, write);
        results[passed ? 'passed' : 'failed'] += 1;
        if (!passed) results.failures.push(check.name);
      }
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
  }
  return results;
}

/**
 * @param {Check} check
 * @param {(text: string) => void} write
 */
async function isGood({ name, tool, args, isPrinted = false }, write) {
  const startedAt = performance.now();
  const folder = tool.startsWith('scripts/') ? '' : 'node_modules';
  const program = path.join(repositoryRoot, folder, tool);
  const { code, output } = await runCommand(process.execPath, [program, ...args], {
    cwd: repositoryRoot,
  });
  const lines = [`${code === 0 ? 'ok    ' : 'FAILED'} ${name} … ${secondsSince(startedAt)}`];
  if (code !== 0 || isPrinted) lines.push(output.trimEnd().replace(/^/gm, '  '));
  write(`${lines.join('\n').replace(/^/gm, '    ')}\n`);
  return code === 0;
}
