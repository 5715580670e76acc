/** @typedef {import('../cluster.mjs').Cluster} Cluster */

/** preStop waits five seconds; the service has fifteen for its own stop, of the thirty of grace. */
const stopSecondsMax = 21;

/** A Pod that is told to go does so in its own time, and not because its grace is over. */
export async function podsDrainInTime(/** @type {Cluster} */ cluster) {
  const problems = [];
  const pods = await cluster.get('pods', '-l', 'app.kubernetes.io/component in (api,worker,live)');
  for (const { metadata } of pods) {
    const startedAt = performance.now();
    await cluster.run(['delete', 'pod', metadata.name, '--wait=true'], { timeoutMs: 60_000 });
    const seconds = (performance.now() - startedAt) / 1_000;
    cluster.say(`${metadata.name} was gone after ${seconds.toFixed(1)} s`);
    if (seconds > stopSecondsMax) problems.push(`${metadata.name} took ${seconds.toFixed(1)} s`);
  }
  return problems;
}
