import { existsSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder, repositoryRoot } from '../../provision/repository.mjs';
import { runCommand } from '../../provision/run-command.mjs';

const names = /** @type {const} */ (['etcd', 'kube-apiserver', 'kubectl']);

/** @typedef {Record<typeof names[number], string>} Binaries */

const buildMsMax = 420_000;

/**
 * A real API server's programs: those of KUBEBUILDER_ASSETS, those built before, else built now
 * from their Go modules.
 *
 * @param {(line: string) => void} say
 * @returns {Promise<Binaries>}
 * @throws {Error} with the remedy
 */
export async function findBinaries(say) {
  const given = process.env.KUBEBUILDER_ASSETS;
  if (given !== undefined && given !== '') return inFolder(given, 'KUBEBUILDER_ASSETS');
  const work = path.join(cacheFolder, 'kubernetes');
  const folder = path.join(work, 'bin');
  const missing = names.filter((name) => !existsSync(path.join(folder, name)));
  if (missing.length > 0) {
    say(`building ${missing.join(', ')} with Go (once, about 5 minutes on two cores) …`);
    const { code, output } = await runCommand(
      'bash',
      [path.join(repositoryRoot, 'infra/cluster/build.sh'), ...missing],
      { env: { ...process.env, WORK: work }, timeoutMs: buildMsMax },
    );
    if (code !== 0) throw new Error(`${remedy}\n${output.trim().split('\n').slice(-5).join('\n')}`);
  }
  return inFolder(folder, '.cache');
}

const remedy =
  'No API server: set KUBEBUILDER_ASSETS to a folder with etcd, kube-apiserver and kubectl ' +
  '(setup-envtest use -p path), or put Go on the PATH.';

/**
 * @param {string} folder
 * @param {string} from
 */
function inFolder(folder, from) {
  const missing = names.filter((name) => !existsSync(path.join(folder, name)));
  if (missing.length > 0) throw new Error(`${remedy}\n${from} has no ${missing.join(', ')}`);
  return /** @type {Binaries} */ (
    Object.fromEntries(names.map((name) => [name, path.join(folder, name)]))
  );
}
