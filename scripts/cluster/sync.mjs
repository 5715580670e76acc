import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ruleFor } from '../k8s/skaffold/on-save.mjs';
import { repositoryRoot } from '../provision/repository.mjs';
import { runCommand } from '../provision/run-command.mjs';
import { readLiveArtifacts } from './skaffold.mjs';

/**
 * A sentence of a file that can be seen at an address of the front door.
 * @typedef {{ image: string, file: string, sentence: string, address: string }} Change
 */

/** Long after it should have been served, the check ends and says so. */
const patienceMs = 60_000;

/**
 * Changes a sentence in the containers of an image, as skaffold does when a file is saved, and
 * answers how many milliseconds later it was served. Then it is put back.
 *
 * @param {import('./cluster.mjs').Cluster} cluster
 * @param {Change} change
 */
export async function servedAfterSync(cluster, change) {
  const saved = await readFile(path.join(repositoryRoot, change.file), 'utf8');
  if (!saved.includes(change.sentence)) throw new Error(`${change.file} does not say it any more`);
  const other = `${change.sentence} (changed)`;
  await untilServed(cluster, change, change.sentence);
  const startedAt = performance.now();
  await copyIn(cluster, change, saved.replace(change.sentence, other));
  try {
    await untilServed(cluster, change, other);
    return performance.now() - startedAt;
  } finally {
    await copyIn(cluster, change, saved);
  }
}

/**
 * @param {import('./cluster.mjs').Cluster} cluster
 * @param {Change} change
 * @param {string} sentence
 */
async function untilServed({ place }, { address, file }, sentence) {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    // While the process starts again there is nobody to answer.
    const answer = await fetch(new URL(address, place.url)).catch(() => undefined);
    if ((await answer?.text().catch(() => ''))?.includes(sentence)) return;
    await pause(50);
  }
  throw new Error(`${file}: "${sentence}" was not served within ${patienceMs / 1_000} s`);
}

/**
 * Through `tar` in each running container of the image, which is how skaffold does it.
 *
 * @param {import('./cluster.mjs').Cluster} cluster
 * @param {Change} change
 * @param {string} content
 */
async function copyIn(cluster, { image, file }, content) {
  const folder = await mkdtemp(path.join(cluster.folder, 'sync-'));
  try {
    await mkdir(path.join(folder, path.dirname(file)), { recursive: true });
    await writeFile(path.join(folder, file), content);
    const to = await destinationOf(image, file);
    const { newName, newTag } = cluster.place.images.ours(image, 'live');
    // Of those before them some may still be on their way out.
    const wanted = `${newName}:${newTag}`;
    const pods = await cluster.get('pods', '--field-selector=status.phase=Running');
    const containers = pods.flatMap(({ metadata, spec }) =>
      spec.containers
        .filter((/** @type {any} */ container) => container.image === wanted)
        .map((/** @type {any} */ { name }) => [metadata.name, name]),
    );
    if (containers.length === 0) throw new Error(`nothing runs ${wanted}`);
    await Promise.all(containers.map((into) => pipeInto(cluster, { folder, file, to }, into)));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * @param {import('./cluster.mjs').Cluster} cluster
 * @param {{ folder: string, file: string, to: string }} what
 * @param {string[]} into a Pod and its container
 */
async function pipeInto({ place }, { folder, file, to }, [pod = '', container = '']) {
  const script =
    'tar -C "$1" -cf - "$2" | "$3" --kubeconfig="$4" -n marquee exec -i "$5" -c "$6" -- tar xmf - -C "$7" --no-same-owner';
  const args = [folder, file, place.kubectl, place.kubeconfig, pod, container, to];
  const { code, output } = await runCommand('sh', ['-c', script, 'sync', ...args]);
  if (code !== 0) throw new Error(`${file} was not copied into ${pod}: ${output.trim()}`);
}

/**
 * Where the image's own sync rules put a file.
 *
 * @param {string} image
 * @param {string} file
 */
async function destinationOf(image, file) {
  const artifacts = await readLiveArtifacts();
  const artifact = artifacts.find((one) => one.image === image);
  const rule = artifact === undefined ? undefined : ruleFor(artifact, file);
  if (rule === undefined) throw new Error(`${image} has no sync rule for ${file}`);
  return rule.dest;
}
