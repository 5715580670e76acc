import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { repositoryRoot } from './repository.mjs';
import { runCommand } from './run-command.mjs';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Whether node_modules holds what the lock file says. */
export async function areDependenciesInstalled(root = repositoryRoot) {
  // npm writes this file last, so an installation that was killed never looks finished.
  const installedAt = await modifiedAt(path.join(root, 'node_modules/.package-lock.json'));
  const lockedAt = await modifiedAt(path.join(root, 'package-lock.json'));
  if (installedAt === undefined) return false;
  if (lockedAt === undefined || lockedAt <= installedAt) return true;
  return hasSamePackages(root);
}

/**
 * @param {(line: string) => void} say
 * @throws {Error} with npm's last words, when neither way of installing worked
 */
export async function installDependencies(say, root = repositoryRoot) {
  const exact = await runCommand(npm, ['ci', '--no-progress'], { cwd: root });
  if (exact.code === 0) return;
  say('npm ci refused the lock file here; installing with npm install instead. It said:');
  say(tail(exact.output, 2));
  const loose = await runCommand(npm, ['install', '--no-save', '--no-progress'], { cwd: root });
  if (loose.code !== 0) throw new Error(`npm install failed:\n${tail(loose.output, 20)}`);
}

/**
 * A fresh checkout dates every file anew; what counts is what they name.
 *
 * @param {string} root
 */
async function hasSamePackages(root) {
  const wanted = await packagesIn(path.join(root, 'package-lock.json'));
  const installed = await packagesIn(path.join(root, 'node_modules/.package-lock.json'));
  return Object.entries(wanted).every(([folder, { version, optional, link }]) => {
    const isOurs = !folder.includes('node_modules/') || link === true;
    return isOurs || optional === true || installed[folder]?.version === version;
  });
}

/**
 * @param {string} file
 * @returns {Promise<Record<string, { version?: string, optional?: boolean, link?: boolean }>>}
 */
async function packagesIn(file) {
  return JSON.parse(await readFile(file, 'utf8')).packages;
}

/** @param {string} file */
async function modifiedAt(file) {
  return stat(file).then(
    (found) => found.mtimeMs,
    () => undefined,
  );
}

/**
 * @param {string} text
 * @param {number} lineCount
 */
function tail(text, lineCount) {
  return text.trim().split('\n').slice(-lineCount).join('\n');
}
