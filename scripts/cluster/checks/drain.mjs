/** @typedef {import('../cluster.mjs').Cluster} Cluster */

/** preStop, the service's own stop, and what is left of the thirty of grace. */
const goneMsMax = 60_000;

/**
 * A Pod that is told to go ends by itself: the last that its process says is that it stopped. One
 * that hangs is cut off after fifteen seconds, by itself and well within its grace, and says nothing.
 *
 * @param {Pick<Cluster, 'get' | 'run' | 'tryRun' | 'say'>} cluster
 */
export async function podsDrainInTime(cluster) {
  const problems = [];
  const pods = await cluster.get('pods', '-l', 'app.kubernetes.io/component in (api,worker,live)');
  for (const { metadata } of pods) {
    const { name } = metadata;
    const startedAt = performance.now();
    // Followed from before: with the Pod its log goes.
    const [{ output }] = await Promise.all([
      cluster.tryRun(['logs', name, '--follow', '--tail=50'], { timeoutMs: goneMsMax }),
      cluster.run(['delete', 'pod', name, '--wait=true'], { timeoutMs: goneMsMax }),
    ]);
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    cluster.say(`${name} was gone after ${seconds} s`);
    const last = output.trim().split('\n').at(-1) ?? '';
    if (!last.includes('"msg":"stopped"'))
      problems.push(`${name} was cut off after ${seconds} s; the last it said: ${last}`);
  }
  return problems;
}
