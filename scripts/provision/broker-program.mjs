import { existsSync } from 'node:fs';
import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fetchZippedFile } from './fetch-zipped-file.mjs';
import { findOnPath } from './find-on-path.mjs';
import { cacheFolder } from './repository.mjs';
import { runCommand } from './run-command.mjs';

/**
 * A broker's server program: how it is asked for, and where it is had from.
 *
 * @typedef {object} BrokerProgram
 * @property {string} name of the program, of its release and of its repository
 * @property {string} variable the environment variable that may name one
 * @property {string} version what is fetched where none is installed
 * @property {string} goPackage
 * @property {(version: number[]) => boolean} isGood whether an installed one will do
 */

const compileMsMax = 300_000;

/**
 * Finds a broker's program that really runs on this machine, fetching one where none is installed.
 * The order is: its variable, PATH, what was fetched before, the project's own release, Go.
 *
 * @param {BrokerProgram} program
 * @param {(line: string) => void} say told each step in one line
 * @returns {Promise<string>} the program's absolute path
 * @throws {Error} with the remedy, when every way failed
 */
export async function findBrokerProgram(program, say) {
  const { name, variable, version } = program;
  const kept = path.join(cacheFolder, `${name}-${version}`, name);
  const ways = [
    { from: variable, find: async () => process.env[variable] },
    { from: 'PATH', find: async () => findOnPath([name]) },
    { from: '.cache', find: async () => (existsSync(kept) ? kept : undefined) },
    { from: 'its release', find: () => keep(kept, (folder) => download(program, folder, say)) },
    { from: 'Go', find: () => keep(kept, (folder) => compile(program, folder, say)) },
  ];
  for (const { from, find } of ways) {
    const candidate = await find();
    if (candidate === undefined || candidate === '') continue;
    const found = await versionOf(candidate);
    if (found !== undefined && program.isGood(found)) {
      say(`${name}: ${found.join('.')} from ${from}`);
      return candidate;
    }
    const reason = found === undefined ? 'does not run here' : `is ${found.join('.')}`;
    say(`${name}: ${candidate} (${from}) ${reason}; looking further`);
  }
  throw new Error(remedy(program));
}

/** @param {BrokerProgram} program */
function remedy({ name, variable, version, goPackage }) {
  return [
    `No ${name} (version ${version}) could be found or fetched.`,
    'Do one of these, then start again:',
    `  - install it, so that \`${name}\` is on the PATH`,
    ...(name === 'nats-server'
      ? ['    (macOS: brew install nats-server; Debian: apt-get install nats-server)']
      : []),
    `  - with Go on the PATH: go install ${goPackage}@v${version}`,
    `  - set ${variable} to the program`,
  ].join('\n');
}

/**
 * Puts what `make` makes in a folder beside its place there by one rename: a killed start never
 * looks finished, and of two at once one wins and both have it.
 *
 * @param {string} kept
 * @param {(folder: string) => Promise<boolean>} make puts the program there, under its name
 */
async function keep(kept, make) {
  const folder = path.dirname(kept);
  const unfinished = `${folder}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  try {
    if (!(await make(unfinished))) return undefined;
    await chmod(path.join(unfinished, path.basename(kept)), 0o755);
    await rename(unfinished, folder).catch((error) => {
      if (!existsSync(kept)) throw error;
    });
    return kept;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/**
 * @param {BrokerProgram} program
 * @param {string} folder
 * @param {(line: string) => void} say
 */
async function download({ name, version }, folder, say) {
  const machine = new Map([
    ['x64', 'amd64'],
    ['arm64', 'arm64'],
  ]).get(process.arch);
  if (!['linux', 'darwin'].includes(process.platform) || machine === undefined) return false;
  const release = `${name}-v${version}-${process.platform}-${machine}`;
  const url = `https://github.com/nats-io/${name}/releases/download/v${version}/${release}.zip`;
  say(`${name}: asking for its release ${version} (once, about 8 MB) …`);
  try {
    await fetchZippedFile(url, `${release}/${name}`, path.join(folder, name));
    return true;
  } catch (error) {
    say(`${name}: its release cannot be had (${String(error)}); trying the next way`);
    return false;
  }
}

/**
 * @param {BrokerProgram} program
 * @param {string} folder
 * @param {(line: string) => void} say
 */
async function compile({ name, version, goPackage }, folder, say) {
  const go = findOnPath(['go']);
  if (go === undefined) {
    say(`${name}: no Go here, so it cannot be compiled`);
    return false;
  }
  say(`${name}: compiling ${version} with Go (once, about a minute) …`);
  const { code, output } = await runCommand(go, ['install', `${goPackage}@v${version}`], {
    env: { ...process.env, GOBIN: folder },
    timeoutMs: compileMsMax,
  });
  if (code !== 0) say(`${name}: Go failed: ${output.trim().split('\n').at(-1)}`);
  return code === 0;
}

/** @param {string} binary */
async function versionOf(binary) {
  const { code, output } = await runCommand(binary, ['--version'], { timeoutMs: 20_000 });
  const version = /v(?:ersion )?(\d+)\.(\d+)\.(\d+)/.exec(output);
  return code === 0 && version !== null ? version.slice(1).map(Number) : undefined;
}
