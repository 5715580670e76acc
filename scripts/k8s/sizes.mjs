import { workloadsOf } from './pods.mjs';

/** @typedef {import('./render.mjs').Manifest} Manifest */
/** @typedef {{ cpus: number, gibibytes: number }} Size */

/** What a node's own processes and the cluster's need of each. @type {Size} */
const ofTheNode = { cpus: 0.5, gibibytes: 0.5 };
/** `| overlay | three of 2 CPUs and 8 GiB |` */
const row = /^\| `(\w+)` \| (one|three) of (\d+) CPUs and (\d+) GiB \|/gm;

/**
 * Nodes that docs/operations.md calls large enough and that are not: the scheduler counts what is
 * asked for, not what is used.
 *
 * @param {string} document
 * @param {(overlay: string) => Manifest[]} renderingOf
 * @returns {string[]}
 */
export function sizeProblems(document, renderingOf) {
  const rows = [...document.matchAll(row)];
  if (rows.length === 0) return ['docs/operations.md says of no overlay which nodes it needs'];
  return rows.flatMap(([, overlay = '', word, cpus, gibibytes]) => {
    const nodes = word === 'three' ? 3 : 1;
    const asked = askedBy(renderingOf(overlay));
    const free = {
      cpus: nodes * (Number(cpus) - ofTheNode.cpus),
      gibibytes: nodes * (Number(gibibytes) - ofTheNode.gibibytes),
    };
    if (asked.cpus <= free.cpus && asked.gibibytes <= free.gibibytes) return [];
    const words = `${asked.cpus.toFixed(1)} CPUs and ${asked.gibibytes.toFixed(1)} GiB`;
    return [`${overlay} asks for ${words}, more than the nodes that docs/operations.md names have`];
  });
}

/**
 * What all Pods ask for at the start, when the Jobs run beside the rest.
 *
 * @param {Manifest[]} manifests
 * @returns {Size}
 */
export function askedBy(manifests) {
  const pods = workloadsOf(manifests).filter(({ kind }) => kind !== 'CronJob');
  return pods.reduce(
    (sum, { manifest, pod }) => {
      // Who has an autoscaler begins with its least.
      const count = manifest.kind === 'Job' ? 1 : (manifest.spec.replicas ?? 2);
      for (const { resources } of pod.containers) {
        sum.cpus += count * cpusOf(resources.requests.cpu);
        sum.gibibytes += count * gibibytesOf(resources.requests.memory);
      }
      return sum;
    },
    { cpus: 0, gibibytes: 0 },
  );
}

/** @param {string} text `100m` or `2` */
const cpusOf = (text) => Number.parseFloat(text) / (text.endsWith('m') ? 1_000 : 1);

/** @param {string} text `128Mi` or `2Gi` */
function gibibytesOf(text) {
  const amount = Number.parseFloat(text);
  if (text.endsWith('Gi')) return amount;
  if (text.endsWith('Mi')) return amount / 1_024;
  throw new TypeError(`${text} is no amount of memory that we write`);
}
