import { get } from 'node:https';
import { createRequire } from 'node:module';
import { runCommand } from './run-command.mjs';

const reachMsMax = 8_000;
const downloadMsMax = 300_000;

/**
 * The mongod that mongodb-memory-server keeps in its cache, or downloads. Its download has no
 * time limit of its own, so we ask first whether its host answers at all and run it in a process
 * that can be ended.
 *
 * @param {{ say: (line: string) => void, mayDownload: boolean }} options
 * @returns {Promise<string | undefined>} nothing when it is neither cached nor reachable
 */
export async function mongodFromMemoryServer({ say, mayDownload }) {
  const library = resolveLibrary();
  if (library === undefined) return undefined;
  const cached = await ask(library, 'DryMongoBinary.locateBinary({ version: await version() })');
  if (cached !== undefined || !mayDownload) return cached;

  say('MongoDB: asking the host of mongodb-memory-server …');
  const host = process.env.MONGOMS_DOWNLOAD_MIRROR ?? 'https://fastdl.mongodb.org';
  if (!(await answers(host))) {
    say(`MongoDB: ${new URL(host).host} cannot be reached; trying the next way`);
    return undefined;
  }
  say('MongoDB: downloading with mongodb-memory-server (once, about 100 MB) …');
  return ask(library, 'MongoBinary.getPath({})', downloadMsMax);
}

function resolveLibrary() {
  try {
    const wrapper = createRequire(import.meta.url).resolve('mongodb-memory-server');
    return createRequire(wrapper).resolve('mongodb-memory-server-core');
  } catch {
    // Dependencies are not installed yet: this way is not open, the others may be.
    return undefined;
  }
}

/**
 * @param {string} library
 * @param {string} expression
 * @param {number} [timeoutMs]
 */
async function ask(library, expression, timeoutMs = 20_000) {
  const program = `
    const folder = require('node:path').dirname(${JSON.stringify(library)});
    const { MongoBinary } = require(folder + '/util/MongoBinary');
    const { DryMongoBinary } = require(folder + '/util/DryMongoBinary');
    const { resolveConfig, ResolveConfigVariables } = require(folder + '/util/resolveConfig');
    const version = async () => resolveConfig(ResolveConfigVariables.VERSION);
    (async () => {
      const found = await ${expression};
      if (found) console.log('FOUND ' + found);
    })().catch((error) => { console.error(String(error)); process.exit(1); });
  `;
  const { output } = await runCommand(process.execPath, ['-e', program], { timeoutMs });
  return /^FOUND (.+)$/m.exec(output)?.[1];
}

/** @param {string} url */
function answers(url) {
  return new Promise((resolve) => {
    const settle = (/** @type {boolean} */ isReachable) => {
      clearTimeout(timer);
      request.destroy();
      resolve(isReachable);
    };
    const request = get(url, (response) => settle((response.statusCode ?? 500) < 500));
    const timer = setTimeout(() => settle(false), reachMsMax);
    request.on('error', () => settle(false));
  });
}
