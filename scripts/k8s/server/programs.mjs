import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder, repositoryRoot } from '../../provision/repository.mjs';
import { runCommand } from '../../provision/run-command.mjs';
import { fetchDefinitions } from './definitions.mjs';

const names = /** @type {const} */ (['etcd', 'kube-apiserver', 'kubectl']);

/**
 * A real API server's programs, and the folder with the kinds it has to be told of.
 * @typedef {Record<typeof names[number], string> & { definitions: string }} Programs
 */

/** Beside a whole test run the build gets what the others leave; one that hangs is ended. */
const buildMsMax = 1_800_000;
const work = path.join(cacheFolder, 'kubernetes');

/**
 * A real API server's programs: those of KUBEBUILDER_ASSETS, those built before, else built now
 * from their Go modules, below everything else that this machine does.
 *
 * @param {(line: string) => void} say
 * @returns {Promise<Programs>}
 * @throws {Error} with the remedy
 */
export async function findPrograms(say) {
  const given = process.env.KUBEBUILDER_ASSETS || undefined;
  const folder = given ?? path.join(work, 'bin');
  const isMissing = (/** @type {string} */ name) => !existsSync(path.join(folder, name));
  const [definitions] = await Promise.all([
    fetchDefinitions(path.join(work, 'definitions'), goEnvironment()),
    given === undefined && names.some(isMissing) ? build(say) : undefined,
  ]);
  const missing = names.filter(isMissing);
  if (missing.length > 0) throw new Error(`${remedy}\n${folder} has no ${missing.join(', ')}`);
  // A gigabyte that only another version would use again, and hardly.
  for (const left of ['gocache', 'gomod', 'src'])
    await rm(path.join(work, left), { recursive: true, force: true });
  const found = Object.fromEntries(names.map((name) => [name, path.join(folder, name)]));
  return /** @type {Programs} */ ({ ...found, definitions });
}

const remedy =
  'No API server: set KUBEBUILDER_ASSETS to a folder with etcd, kube-apiserver and kubectl ' +
  '(setup-envtest use -p path), or put Go on the PATH.';

/** Beside each other, since each is waiting for its linker or for the network half of the time. */
async function build(/** @type {(line: string) => void} */ say) {
  say('building an API server with Go (once; about 5 minutes of two cores) …');
  await Promise.all([buildWithGo(['kube-apiserver', 'kubectl']), buildWithGo(['etcd'])]);
}

/** @param {string[]} targets */
async function buildWithGo(targets) {
  const script = path.join(repositoryRoot, 'infra/cluster/build.sh');
  const env = { ...process.env, WORK: work };
  const options = { env, timeoutMs: buildMsMax };
  const { code, output } = await runCommand('bash', [script, ...targets], options);
  if (code !== 0) throw new Error(`${remedy}\n${output.trim().split('\n').slice(-5).join('\n')}`);
}

/** Everything Go loads is in our cache, as build.sh has it. */
function goEnvironment() {
  return { ...process.env, GOMODCACHE: path.join(work, 'gomod'), GOFLAGS: '-modcacherw' };
}
