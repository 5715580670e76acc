import { setTimeout as pause } from 'node:timers/promises';
import { whilePeopleCome } from '../crowd.mjs';
import { waitUntilAvailable } from '../deploy.mjs';
import { deploymentsOf } from './pods.mjs';

/** @typedef {import('../cluster.mjs').Cluster} Cluster */

/** Services one after another, as an upgrade would be; nobody may notice. */
export function rollingRestartsGoUnnoticed(/** @type {Cluster} */ cluster) {
  return whilePeopleCome(cluster, { mayFail: false }, async () => {
    for (const name of await deploymentsOf(cluster)) {
      await cluster.run(['rollout', 'restart', `deployment/${name}`]);
      await cluster.run(['rollout', 'status', `deployment/${name}`, '--timeout=5m'], {
        timeoutMs: 300_000,
      });
    }
  });
}

const betweenKillsMs = 10_000;

/**
 * Pods are killed without a word, databases and the broker among them. Requests may fail; what was
 * promised may not be lost, and nothing may happen twice.
 *
 * @param {Cluster} cluster
 * @param {number} minutes
 */
export function killedPodsLoseNothing(cluster, minutes) {
  return whilePeopleCome(cluster, { mayFail: true }, async () => {
    const endsAt = performance.now() + minutes * 60_000;
    let kills = 0;
    while (performance.now() < endsAt) {
      const pods = await cluster.get('pods', '--field-selector=status.phase=Running');
      const { metadata } = pods[Math.floor(Math.random() * pods.length)];
      await cluster.tryRun([
        'delete',
        'pod',
        metadata.name,
        '--grace-period=0',
        '--force',
        '--wait=false',
      ]);
      cluster.say(`killed ${metadata.name}`);
      kills += 1;
      await pause(betweenKillsMs);
    }
    cluster.say(`${kills} Pods were killed in ${minutes} minutes`);
    await waitUntilAvailable(cluster);
  });
}
