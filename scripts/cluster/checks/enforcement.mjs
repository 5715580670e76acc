import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Answers whether a TCP connection was made within three seconds, from inside a Pod. */
export const knock = (/** @type {string} */ host, /** @type {number} */ port) => `
  const socket = require('node:net').connect(${port}, '${host}');
  const say = (answer) => { console.log(answer); process.exit(); };
  socket.once('connect', () => say('open')).once('error', () => say('closed'));
  setTimeout(() => say('closed'), 3_000);`;

const port = 8_080;
const listen = `require('node:net').createServer().listen(${port});
  process.once('SIGTERM', () => process.exit());`;
/** An agent takes a while to hear of a policy. */
const noticeMsMax = 30_000;

/**
 * Whether anything on the cluster enforces policies: two Pods in a namespace of their own, which
 * reach each other until a policy denies everything. None of ours is asked, so that a wrong one
 * among them is not taken for a cluster that enforces nothing.
 *
 * @param {Pick<import('../cluster.mjs').Cluster, 'run' | 'place' | 'folder'>} cluster
 * @param {{ msMax?: number, everyMs?: number }} [times]
 * @throws {Error} when the two do not reach each other without a policy
 */
export async function isAnythingEnforced(
  { run, place, folder },
  { msMax = noticeMsMax, everyMs = 2_000 } = {},
) {
  const namespace = `policy-probe-${Date.now()}`;
  const there = (/** @type {string[]} */ ...args) => run(['-n', namespace, ...args]);
  const { newName, newTag } = place.images.ours('marquee-operations');
  const isOpen = async (/** @type {string} */ address) =>
    (await there('exec', 'asking', '--', 'node', '-e', knock(address, port))).trim() === 'open';
  await run(['create', 'namespace', namespace]);
  try {
    // A controller makes it a moment later, and no Pod is taken before.
    await there('wait', 'serviceaccount/default', '--for=create', '--timeout=30s');
    const image = [`--image=${newName}:${newTag}`, '--image-pull-policy=IfNotPresent'];
    for (const name of ['asked', 'asking'])
      await there('run', name, ...image, '--command', '--', 'node', '-e', listen);
    await there('wait', 'pod', '--all', '--for=condition=Ready', '--timeout=90s');
    const status = await there('get', 'pod', 'asked', '-o', 'jsonpath={.status.podIP}');
    const address = status.trim();
    if (!(await isOpen(address)))
      throw new Error('two Pods that no policy is about do not reach each other');
    await there('apply', '-f', await denyAllIn(folder));
    const deadline = performance.now() + msMax;
    while (await isOpen(address)) {
      if (performance.now() > deadline) return false;
      await pause(everyMs);
    }
    return true;
  } finally {
    await run(['delete', 'namespace', namespace, '--wait=false']);
  }
}

/** @param {string} folder */
async function denyAllIn(folder) {
  const file = path.join(folder, 'deny-all.json');
  const policy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'deny-all' },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  };
  await writeFile(file, JSON.stringify(policy));
  return file;
}
