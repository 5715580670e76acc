import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { render } from '../../k8s/render.mjs';
import { changes } from '../changes.mjs';
import { waitUntilAvailable } from '../deploy.mjs';
import { images } from '../images.mjs';
import { copySkaffold, pointSkaffoldAt, readSkaffoldFile, runSkaffold } from '../skaffold.mjs';
import { servedAfterSync } from '../sync.mjs';

/** @typedef {import('../cluster.mjs').Cluster} Cluster */

/** Every profile is understood and rendered by the tool itself, and its artifacts are deployed. */
export async function skaffoldRenders(/** @type {Cluster} */ { place, folder, say }) {
  const copy = path.join(folder, 'skaffold-render');
  await copySkaffold(copy);
  const { profiles, build } = await readSkaffoldFile();
  const problems = [];
  for (const profile of ['', ...profiles.map(({ name }) => name)]) {
    const chosen = profile === '' ? [] : ['-p', profile];
    await runSkaffold(place, copy, ['diagnose', '--yaml-only', ...chosen]);
    const file = path.join(copy, 'rendered.yaml');
    const args = ['render', '--offline', '--digest-source=none', `--output=${file}`, ...chosen];
    await runSkaffold(place, copy, args);
    const output = await readFile(file, 'utf8');
    const rendered = parseAllDocuments(output).map((document) => document.toJS());
    const used = new Set(output.match(/image: \S+/g)?.map((line) => line.slice(7).split(':')[0]));
    const unused = build.artifacts.filter(({ image }) => !used.has(image));
    say(`skaffold render ${chosen.join(' ')}: ${rendered.length} objects`);
    problems.push(...unused.map(({ image }) => `${profile}: nothing runs ${image}`));
  }
  return problems;
}

const servedMsMax = 3_000;

/**
 * What a developer does, without Docker: images of `skaffold.yaml`'s targets built by the kit, deployed
 * by skaffold; then files are copied into the running containers as its sync rules say, and served.
 */
export async function changedFilesAreServed(/** @type {Cluster} */ cluster) {
  const { place, folder, say } = cluster;
  const copy = path.join(folder, 'skaffold-live');
  const { manifests } = await copySkaffold(copy, place.passwordsFile);
  const builds = [];
  for (const image of images) {
    const target = image.isLive ? 'live' : undefined;
    await place.build(image, target);
    const { newName, newTag } = place.images.ours(image.name, target);
    builds.push({ imageName: image.name, tag: `${newName}:${newTag}` });
  }
  await writeFile(path.join(copy, 'images.json'), JSON.stringify({ builds }));
  // On the smallest overlay, and with the images of others by the names that they have on this node.
  const combination = { name: 'developed', on: 'overlays/ci', with: ['live-code'] };
  await render(place.kubectl, manifests, combination, {
    images: place.images.others,
    patches: place.patches,
    configMapGenerator: ['marquee', 'client-settings'].map((name) => ({
      // A process that starts again waits for nobody, as in overlays/live.
      ...{ name, behavior: 'merge', literals: [`PUBLIC_URL=${place.url}`, 'SETTLE_MS=0'] },
    })),
  });
  await pointSkaffoldAt(copy, `infra/k8s/combinations/${combination.name}`);
  await cluster.tryRun(['delete', 'job', '-l', 'app.kubernetes.io/component=setup']);
  await runSkaffold(place, copy, ['deploy', '--build-artifacts=images.json']);
  await waitUntilAvailable(cluster);
  const problems = [];
  for (const change of changes) {
    const ms = await servedAfterSync(cluster, change);
    say(`${change.file}: served ${(ms / 1_000).toFixed(1)} s after it was copied`);
    if (!(ms <= servedMsMax)) problems.push(`${change.file} was served after ${ms.toFixed(0)} ms`);
  }
  return problems;
}
