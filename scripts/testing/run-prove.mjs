import path from 'node:path';
import { repositoryRoot } from '../provision/repository.mjs';
import { runInTerminal } from './run-in-terminal.mjs';

/**
 * Runs the prover that was built: the marketplace as separate processes, under load and faults.
 *
 * @param {string[]} args of `npm run prove`
 * @returns {Promise<number>} its exit code: 0 for PROVED
 */
export function runProve(args) {
  const entry = path.join(repositoryRoot, 'local/dist/src/prove/main.js');
  return runInTerminal(['--enable-source-maps', entry, ...args], { cwd: repositoryRoot });
}
