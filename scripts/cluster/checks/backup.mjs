import { waitUntilAvailable } from '../deploy.mjs';
import { fingerprints, inEach, owners } from './databases.mjs';
import { deploymentsOf } from './pods.mjs';

/** @typedef {import('../cluster.mjs').Cluster} Cluster */

/** Backs all databases up, drops what is in them, restores, and compares every document. */
export async function backupsCanBeRestored(/** @type {Cluster} */ cluster) {
  const names = await deploymentsOf(cluster);
  const before = new Map(
    (await cluster.get('deployments')).map((one) => [one.metadata.name, one.spec.replicas]),
  );
  await cluster.run(['scale', 'deployment', '--all', '--replicas=0']);
  await cluster.run([
    'wait',
    'pod',
    '-l',
    'app.kubernetes.io/component in (api,worker,live)',
    '--for=delete',
    '--timeout=2m',
  ]);
  try {
    const kept = await fingerprints(cluster);
    await runJobs(cluster, 'backup');
    await wipe(cluster);
    const wiped = await fingerprints(cluster);
    await runJobs(cluster, 'restore');
    const restored = await fingerprints(cluster);
    cluster.say(
      `${kept.documents} documents backed up, ${wiped.documents} after the wipe, ${restored.documents} restored`,
    );
    if (kept.documents === 0 || wiped.documents > 0) return ['there was nothing to lose'];
    return [...kept.hashes]
      .filter(([name, hash]) => restored.hashes.get(name) !== hash)
      .map(([name]) => `${name} came back different`);
  } finally {
    for (const name of names)
      await cluster.run(['scale', `deployment/${name}`, `--replicas=${before.get(name)}`]);
    await waitUntilAvailable(cluster);
  }
}

/**
 * @param {Cluster} cluster
 * @param {'backup' | 'restore'} what
 */
async function runJobs(cluster, what) {
  const jobs = owners.map((owner) => `${owner}-${what}-drill`);
  for (const owner of owners)
    await cluster.run([
      'create',
      'job',
      `--from=cronjob/${owner}-${what}`,
      `${owner}-${what}-drill`,
    ]);
  for (const job of jobs)
    await cluster.run(['wait', `job/${job}`, '--for=condition=Complete', '--timeout=3m'], {
      timeoutMs: 190_000,
    });
  await cluster.run(['delete', 'job', ...jobs]);
}

/** @param {Cluster} cluster */
async function wipe(cluster) {
  await inEach(cluster, async (db) => {
    for (const { name } of await db.listCollections().toArray()) await db.dropCollection(name);
  });
}
