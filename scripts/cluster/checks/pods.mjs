import { workloadsOf } from '../../k8s/pods.mjs';

/** @typedef {import('../cluster.mjs').Cluster} Cluster */

/** What a container of ours says of itself, asked from inside. */
const look = `
  const fs = require('node:fs');
  const refused = (work) => { try { work(); return false; } catch { return true; } };
  console.log(JSON.stringify({
    user: process.getuid(),
    first: fs.readFileSync('/proc/1/cmdline', 'utf8').split('\\0')[0],
    isReadOnly: refused(() => fs.writeFileSync('/app/written', '')),
    hasNpm: fs.existsSync('/usr/local/bin/npm') || fs.existsSync('/usr/local/lib/node_modules'),
  }));`;

/** Every container of ours: nobody's root, a root file system it cannot write, node as its first process, no npm. */
export async function containersAreTight(/** @type {Cluster} */ cluster) {
  const problems = [];
  for (const { metadata, spec, status } of await cluster.get('pods')) {
    if (status.phase !== 'Running') continue;
    for (const { name, image } of spec.containers) {
      if (!image.includes('marquee-')) continue;
      const args = ['exec', metadata.name, '-c', name, '--', 'node', '-e', look];
      const found = JSON.parse(await cluster.run(args));
      const isTight =
        found.user !== 0 && found.first.endsWith('node') && found.isReadOnly && !found.hasNpm;
      if (!isTight && !(name === 'client' && /^next-server/.test(found.first) && found.isReadOnly))
        problems.push(`${metadata.name}/${name}: ${JSON.stringify(found)}`);
    }
  }
  return problems;
}

/** Everything was applied at once, so each came before what it needs; waiting is no crash. */
export async function nobodyWasRestarted(/** @type {Cluster} */ cluster) {
  const pods = await cluster.get('pods');
  return pods.flatMap(({ metadata, status }) =>
    (status.containerStatuses ?? [])
      .filter((/** @type {any} */ { restartCount }) => restartCount > 0)
      .map((/** @type {any} */ { name, restartCount }) => {
        return `${metadata.name}/${name} was restarted ${restartCount} times`;
      }),
  );
}

/** The names of all Deployments. @returns {Promise<string[]>} */
export async function deploymentsOf(/** @type {Cluster} */ cluster) {
  return workloadsOf(await cluster.get('deployments')).map(({ name }) => name);
}
