import { runCommand } from '../provision/run-command.mjs';

/**
 * Where a cluster is, what its nodes call the images, what kustomize changes for these, and what of
 * them is other than what is shipped.
 * @typedef {{ kubectl: string, skaffold: string, kubeconfig: string, url: string, images: Naming,
 *   patches: { target: object, patch: string }[], notShipped: string[],
 *   passwordsFile: string,
 *   build: (image: import('./images.mjs').Image, target?: 'live') => Promise<number>,
 *   close: () => Promise<void> }} Place
 * @typedef {{ newName: string, newTag: string }} ImageName
 * @typedef {{ ours: (name: string, target?: 'live') => ImageName, others: ({ name: string } & ImageName)[] }} Naming
 */

/**
 * What a check works with.
 * @typedef {{ place: Place, folder: string, passwords: Record<string, string>,
 *   run: (args: string[], options?: { timeoutMs?: number }) => Promise<string>,
 *   tryRun: (args: string[], options?: { timeoutMs?: number }) => Promise<{ code: number, output: string }>,
 *   get: (kind: string, ...args: string[]) => Promise<any[]>,
 *   say: (line: string) => void, leaveOut: (what: string) => void }} Cluster
 *   `leaveOut` is told what a check could not look at
 */

/**
 * @param {Place} place
 * @param {Pick<Cluster, 'folder' | 'passwords' | 'say' | 'leaveOut'>} context
 * @returns {Cluster}
 */
export function clusterAt(place, context) {
  /** @type {Cluster['tryRun']} */
  const tryRun = (args, { timeoutMs = 120_000 } = {}) =>
    runCommand(place.kubectl, [`--kubeconfig=${place.kubeconfig}`, '-n', 'marquee', ...args], {
      timeoutMs,
    });
  /** @type {Cluster['run']} */
  const run = async (args, options) => {
    const { code, output } = await tryRun(args, options);
    if (code !== 0) throw new Error(`kubectl ${args.slice(0, 4).join(' ')}: ${output.trim()}`);
    return output;
  };
  /** @type {Cluster['get']} */
  const get = async (kind, ...args) =>
    JSON.parse(await run(['get', kind, ...args, '-o', 'json'])).items;
  return { place, ...context, run, tryRun, get };
}
