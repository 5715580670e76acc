import { copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { copyManifests, makeSecrets, render } from '../k8s/render.mjs';
import { images } from './images.mjs';
import { waitForJobs } from './jobs.mjs';

/**
 * The `ci` overlay with demo data, on images that are on the node and under the address that the
 * browser will use; with secrets of its own.
 *
 * @param {import('./cluster.mjs').Place} place
 * @param {string} folder
 * @returns {Promise<{ file: string, passwords: Record<string, string> }>}
 */
export async function renderForCluster(place, folder) {
  const manifests = await copyManifests(folder);
  const passwordsFile = path.join(manifests, 'components/secrets/values/passwords.env');
  // A cluster that was kept has databases that know the passwords they were made with.
  await makeSecrets(manifests, place.passwordsFile);
  await copyFile(passwordsFile, place.passwordsFile);
  const named = images.map(({ name }) => ({ name, ...place.images.ours(name) }));
  const combination = { name: 'cluster', on: 'overlays/ci', with: ['demo-data'] };
  const rendered = await render(place.kubectl, manifests, combination, {
    images: [...named, ...place.images.others],
    patches: place.patches,
    configMapGenerator: ['marquee', 'client-settings'].map((name) => ({
      ...{ name, behavior: 'merge', literals: [`PUBLIC_URL=${place.url}`] },
    })),
  });
  const file = path.join(folder, 'cluster.json');
  await writeFile(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: rendered }));
  const text = await readFile(passwordsFile, 'utf8');
  const lines = text.split('\n').filter((line) => line.includes('='));
  const passwords = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  return { file, passwords };
}

const readyMsMax = 600_000;

/**
 * Applies everything at once, in no order, and waits until all of it is there.
 *
 * @param {import('./cluster.mjs').Cluster} cluster
 * @param {string} file
 */
export async function deploy(cluster, file) {
  const { run } = cluster;
  await run(['label', 'namespace', 'ingress', 'marquee/front-door=allowed', '--overwrite']);
  await run(['apply', '--server-side', '--force-conflicts', '-f', file]);
  for (const part of ['setup', 'demo-data'])
    await waitForJobs(cluster, `app.kubernetes.io/component=${part}`);
  await waitUntilAvailable(cluster);
}

/**
 * Until databases and broker are ready, and every Deployment has the Pods it needs.
 *
 * @param {Pick<import('./cluster.mjs').Cluster, 'run' | 'get'>} cluster
 */
export async function waitUntilAvailable({ run, get }) {
  const options = { timeoutMs: readyMsMax };
  for (const { metadata } of await get('statefulsets'))
    await run(['rollout', 'status', `statefulset/${metadata.name}`, '--timeout=9m'], options);
  await run(['wait', 'deployment', '--all', '--for=condition=Available', '--timeout=9m'], options);
}
