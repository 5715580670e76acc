import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { repositoryRoot } from '../src/repository.js';

const outputsWithErrors = 2;

/**
 * Builds what tests start as a process of its own. Building what is built costs a second; a mistake
 * in its types is found by `npm run check`, and does not keep it from running here.
 */
export async function buildLocal(): Promise<void> {
  const compiler = path.join(repositoryRoot, 'node_modules/typescript/bin/tsc');
  const build = spawn(process.execPath, [compiler, '-b', 'local'], { cwd: repositoryRoot });
  const [code] = (await once(build, 'exit')) as [number];
  if (code !== 0 && code !== outputsWithErrors) throw new Error(`tsc -b local ended with ${code}`);
}
