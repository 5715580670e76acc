import { setTimeout as pause } from 'node:timers/promises';

/** @typedef {import('../cluster.mjs').Cluster} Cluster */

const scaleMsMax = 180_000;

/**
 * An autoscaler like those of the component `autoscaling`, with a target that even an idle API
 * misses: it reads the metrics and brings another Pod up. Answers null where nobody serves metrics.
 *
 * @param {Cluster} cluster
 * @returns {Promise<string[] | null>}
 */
export async function autoscalersAct(cluster) {
  if ((await cluster.tryRun(['get', '--raw', '/apis/metrics.k8s.io/v1beta1'])).code !== 0)
    return null;
  const name = 'tickets-api';
  await cluster.run(['autoscale', 'deployment', name, '--min=1', '--max=2', '--cpu=1m']);
  try {
    const deadline = performance.now() + scaleMsMax;
    while (performance.now() < deadline) {
      const [scaler] = await cluster.get('hpa');
      if (scaler?.status?.desiredReplicas === 2) {
        const [metric] = scaler.status.currentMetrics ?? [];
        cluster.say(`${name}: ${metric?.resource?.current?.averageValue} of CPU, 2 Pods wanted`);
        await cluster.run(['rollout', 'status', `deployment/${name}`, '--timeout=2m'], {
          timeoutMs: 130_000,
        });
        return [];
      }
      await pause(3_000);
    }
    return [
      `the autoscaler of ${name} did nothing: ${await cluster.run(['describe', 'hpa', name])}`,
    ];
  } finally {
    await cluster.run(['delete', 'hpa', name]);
    await cluster.run(['scale', `deployment/${name}`, '--replicas=1']);
  }
}
