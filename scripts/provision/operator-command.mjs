import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildServices } from './build.mjs';
import { installStep } from './prepare.mjs';
import { repositoryRoot } from './repository.mjs';
import { requireNode } from './require-node.mjs';
import { numberedSteps } from './steps.mjs';

/**
 * Builds what an operator's command needs, then runs it in this process.
 *
 * @param {string} entry from the repository's root
 */
export async function runOperatorCommand(entry) {
  requireNode();
  try {
    // What is printed on stdout is the command's answer alone: it may be read by a program.
    const step = numberedSteps(2, { write: (text) => process.stderr.write(text) });
    await installStep(step);
    await step('Building the services', () => buildServices());
    process.setSourceMapsEnabled(true);
    await import(pathToFileURL(path.join(repositoryRoot, entry)).href);
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
