import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { barePodOf, workloadsOf } from '../pods.mjs';

/** @typedef {import('../render.mjs').Manifest} Manifest */
/** @typedef {(args: string[]) => Promise<{ code: number, output: string }>} Kubectl */

const dryRun = ['apply', '--server-side', '--dry-run=server', '--validate=strict', '-f'];

/**
 * Has a real API server read every distinct manifest and every distinct Pod, as it would before it
 * keeps them. Answers what it refused, and how much it took.
 *
 * @param {Kubectl} kubectl
 * @param {Manifest[]} manifests
 * @param {string} definitions the folder with the kinds that a bare API server does not know
 * @param {string} folder
 */
export async function dryRunAll(kubectl, manifests, definitions, folder) {
  const distinct = distinctOf(manifests);
  await prepare(kubectl, distinct, definitions, folder);
  const pods = distinctOf(workloadsOf(distinct).map((workload) => barePodOf(workload, 0)));
  const numbered = pods.map((pod, index) => ({
    ...pod,
    metadata: { ...pod.metadata, name: `${pod.metadata.name}-${index}` },
  }));
  const problems = [
    ...(await apply(kubectl, dryRun, distinct, path.join(folder, 'manifests.json'))),
    ...(await apply(kubectl, dryRun, numbered, path.join(folder, 'pods.json'))),
    ...(await refusalProblems(kubectl, numbered, folder)),
  ];
  return { problems, manifests: distinct.length, pods: pods.length };
}

/**
 * What others need before they can be looked at. Nobody but us makes the accounts here.
 *
 * @param {Kubectl} kubectl
 * @param {Manifest[]} manifests
 * @param {string} definitions
 * @param {string} folder
 */
async function prepare(kubectl, manifests, definitions, folder) {
  const first = manifests.filter(({ kind }) => kind === 'Namespace' || kind === 'ServiceAccount');
  const account = { apiVersion: 'v1', kind: 'ServiceAccount' };
  const theirs = { ...account, metadata: { name: 'default', namespace: 'marquee' } };
  const problems = [
    ...failuresOf(await kubectl(['apply', '--server-side', '-f', definitions])),
    ...failuresOf(await kubectl(['wait', '--for=condition=Established', 'crd', '--all'])),
    ...(await apply(
      kubectl,
      ['apply', '--server-side', '-f'],
      [...first, theirs],
      path.join(folder, 'first.json'),
    )),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

/**
 * A stopped server, or one without Pod Security, would look like a pass.
 *
 * @param {Kubectl} kubectl
 * @param {any[]} pods
 * @param {string} folder
 */
async function refusalProblems(kubectl, [pod], folder) {
  const loose = structuredClone(pod);
  delete loose.spec.securityContext;
  const wrong = { ...structuredClone(pod), spec: { ...pod.spec, contaners: [] } };
  const lines = [
    ...(await apply(kubectl, dryRun, [loose], path.join(folder, 'loose.json'))),
    ...(await apply(kubectl, dryRun, [wrong], path.join(folder, 'wrong.json'))),
  ].join('\n');
  const expected = ['violates PodSecurity "restricted', 'contaners'];
  return expected
    .filter((text) => !lines.includes(text))
    .map((text) => `the API server did not refuse what it must: ${text}`);
}

/**
 * @param {Kubectl} kubectl
 * @param {string[]} command
 * @param {object[]} items
 * @param {string} file
 */
async function apply(kubectl, command, items, file) {
  await writeFile(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  return failuresOf(await kubectl([...command, file]));
}

/** @param {{ code: number, output: string }} result */
function failuresOf({ code, output }) {
  if (code === 0) return [];
  const isNews = (/** @type {string} */ line) =>
    line !== '' && !line.endsWith('(server dry run)') && !line.endsWith('serverside-applied');
  const lines = output.split('\n').filter(isNews);
  return lines.length > 0 ? lines : [`kubectl ended with ${code} and said nothing`];
}

/**
 * @template {object} Item
 * @param {Item[]} items
 * @returns {Item[]}
 */
function distinctOf(items) {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
