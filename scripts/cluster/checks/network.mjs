import { isAnythingEnforced, knock } from './enforcement.mjs';

/** @typedef {import('../cluster.mjs').Cluster} Cluster */

/**
 * Refused connections, where something on the cluster enforces policies. Answers null where nothing
 * does: they are then only read (`npm run k8s:check`).
 *
 * @param {Cluster} cluster
 * @returns {Promise<string[] | null>}
 */
export async function policiesAreEnforced(cluster) {
  const from = async (
    /** @type {string} */ name,
    /** @type {string} */ host,
    /** @type {number} */ port,
  ) =>
    (
      await cluster.run(['exec', `deployment/${name}`, '--', 'node', '-e', knock(host, port)])
    ).trim();
  if ((await from('tickets-api', 'tickets-mongodb', 27017)) !== 'open')
    return ['tickets-api does not reach its own database'];
  if (!(await isAnythingEnforced(cluster))) return null;
  const forbidden = /** @type {const} */ ([
    ['tickets-api', 'orders-mongodb', 27017],
    ['client', 'orders-mongodb', 27017],
    ['client', 'nats', 4222],
    ['auth-worker', 'payments-mongodb', 27017],
    ['tickets-api', 'orders-api', 80],
    ['realtime', 'auth-mongodb', 27017],
  ]);
  const problems = [];
  for (const [name, host, port] of forbidden)
    if ((await from(name, host, port)) === 'open') problems.push(`${name} reaches ${host}:${port}`);
  return problems;
}
