import { openPortForward } from './port-forward.mjs';

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
  const { kubectl, kubeconfig } = cluster.place;
  const command = [kubectl, `--kubeconfig=${kubeconfig}`, '-n', 'marquee'];
  const opened = await Promise.all(
    owners.map((owner) => openPortForward(command, `pod/${owner}-mongodb-0`, 27_017)),
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
