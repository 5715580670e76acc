import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { repositoryRoot } from './repository.mjs';
import { runCommand } from './run-command.mjs';

const clientFolder = path.join(repositoryRoot, 'client');
const stampFile = path.join(clientFolder, '.next/marquee-build');
const notSources = new Set(['node_modules', '.next', 'dist', 'coverage', 'next-env.d.ts']);
const notRead = /\.test\.tsx?$|\.tsbuildinfo$|\.log$/;

/** Compiles every workspace that is a TypeScript project reference; unchanged ones cost nothing. */
export async function buildServices() {
  const compiler = path.join(repositoryRoot, 'node_modules/typescript/bin/tsc');
  const built = await runCommand(process.execPath, [compiler, '-b'], { cwd: repositoryRoot });
  if (built.code !== 0) throw new Error(`TypeScript does not compile:\n${built.output}`);
}

/**
 * Builds the client, unless what is there was made from exactly these sources.
 *
 * @returns {Promise<'built' | 're-used' | 'absent'>}
 */
export async function buildClient() {
  if (!existsSync(path.join(clientFolder, 'next.config.ts'))) return 'absent';
  const before = await clientFingerprint();
  if (await isBuiltFrom(before)) return 're-used';

  const next = path.join(repositoryRoot, 'node_modules/next/dist/bin/next');
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  const built = await runCommand(process.execPath, [next, 'build'], { cwd: clientFolder, env });
  if (built.code !== 0) throw new Error(`The client does not build:\n${built.output}`);
  // The build may touch client/tsconfig.json, so what counts is how the sources look after it.
  await mkdir(path.dirname(stampFile), { recursive: true });
  await writeFile(stampFile, await clientFingerprint());
  return 'built';
}

/** @param {string} fingerprint */
async function isBuiltFrom(fingerprint) {
  const isFinished = existsSync(path.join(clientFolder, '.next/BUILD_ID'));
  return isFinished && (await readFile(stampFile, 'utf8').catch(() => '')) === fingerprint;
}

/** A hash over everything that the client's build reads: its sources, common's, and the lock file. */
async function clientFingerprint() {
  const hash = createHash('sha256').update(process.versions.node);
  const files = [
    ...(await filesBelow(clientFolder)),
    ...(await filesBelow(path.join(repositoryRoot, 'common/src'))),
    path.join(repositoryRoot, 'package-lock.json'),
  ];
  for (const file of files.sort()) {
    hash.update(path.relative(repositoryRoot, file)).update('\0');
    hash.update(await readFile(file));
  }
  return hash.digest('hex');
}

/**
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
async function filesBelow(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter((entry) => !notSources.has(entry.name) && !notRead.test(entry.name))
      .map((entry) => {
        const file = path.join(folder, entry.name);
        return entry.isDirectory() ? filesBelow(file) : [file];
      }),
  );
  return found.flat();
}
