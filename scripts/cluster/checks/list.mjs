import { autoscalersAct } from './autoscaling.mjs';
import { backupsCanBeRestored } from './backup.mjs';
import { killedPodsLoseNothing, rollingRestartsGoUnnoticed } from './disturbances.mjs';
import { podsDrainInTime } from './drain.mjs';
import { holdFor, journeysSucceed } from './journeys.mjs';
import { policiesAreEnforced } from './network.mjs';
import { containersAreTight, nobodyWasRestarted } from './pods.mjs';
import { changedFilesAreServed, skaffoldRenders } from './skaffold.mjs';
import { skaffoldVerifies } from './verify.mjs';

/** @typedef {import('../cluster.mjs').Cluster} Cluster */

/** Orders that nobody pays must have run out before the books are read. */
const shortHoldSeconds = 30;

/**
 * In rising cost. One that answers null cannot be run on this cluster.
 *
 * @param {{ minutes: number }} options
 * @returns {[name: string, check: (cluster: Cluster) => Promise<string[] | null>][]}
 */
export function clusterChecks({ minutes }) {
  return [
    ['skaffold understands and renders every profile', skaffoldRenders],
    ['everything started in any order, and nobody was restarted', nobodyWasRestarted],
    ['containers: not root, read-only, node as first process, no npm', containersAreTight],
    ['network policies refuse', policiesAreEnforced],
    ['skaffold verify plays the journeys, in a browser in a Pod', skaffoldVerifies],
    ['the journeys, in a browser through the Ingress', journeysSucceed],
    ['Pods drain within their grace', podsDrainInTime],
    ['autoscalers act on metrics', autoscalersAct],
    [
      'a rolling restart of everything under load: no request fails, nothing is lost or doubled',
      async (cluster) => {
        await holdFor(cluster, shortHoldSeconds);
        return rollingRestartsGoUnnoticed(cluster);
      },
    ],
    [
      `Pods killed for ${minutes} minutes: nothing is lost or doubled`,
      (cluster) => killedPodsLoseNothing(cluster, minutes),
    ],
    ['backed up, wiped, restored, the same', backupsCanBeRestored],
    ['skaffold deploys, and a changed file is served within 3 s', changedFilesAreServed],
  ];
}
