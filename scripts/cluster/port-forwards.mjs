import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** The databases by their names, and whose MongoDB each is in. */
const databases = {
  ...{ auth: 'auth', tickets: 'tickets', orders: 'orders', payments: 'payments' },
  ...{ notifications: 'notifications', sandbox: 'payments' },
};

/**
 * Forwards every database to this machine; answers a connection string for each, and how to end.
 *
 * @param {import('./cluster.mjs').Cluster} cluster
 */
export async function forwardDatabases(cluster) {
  const owners = [...new Set(Object.values(databases))];
  const opened = await Promise.all(
    owners.map((owner) => forward(cluster, `pod/${owner}-mongodb-0`)),
  );
  const urls = Object.entries(databases).map(([name, owner]) => {
    const password = cluster.passwords[`${owner.toUpperCase()}_MONGO_PASSWORD`];
    const { port } = opened[owners.indexOf(owner)] ?? { port: 0 };
    const options = 'directConnection=true&authSource=admin';
    return [name, `mongodb://${owner}:${password}@127.0.0.1:${port}/?${options}`];
  });
  return {
    urls: /** @type {Record<string, string>} */ (Object.fromEntries(urls)),
    close: async () => void (await Promise.all(opened.map(({ stop }) => stop()))),
  };
}

/**
 * @param {import('./cluster.mjs').Cluster} cluster
 * @param {string} pod
 */
async function forward({ place }, pod) {
  const args = [`--kubeconfig=${place.kubeconfig}`, '-n', 'marquee', 'port-forward', pod, ':27017'];
  const child = spawn(place.kubectl, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    process.removeListener('exit', kill);
    child.kill();
    await ended;
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /127\.0\.0\.1:(\d+)/.exec(line)?.[1];
    if (port !== undefined) return { port: Number(port), stop };
  }
  throw new Error(`${pod} cannot be forwarded`);
}
