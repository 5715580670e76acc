#!/usr/bin/env node
import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { clusterChecks } from './cluster/checks/list.mjs';
import { clusterAt } from './cluster/cluster.mjs';
import { deploy, renderForCluster } from './cluster/deploy.mjs';
import { buildImages } from './cluster/images.mjs';
import { openOwnCluster } from './cluster/own-cluster.mjs';
import { buildServices } from './provision/build.mjs';
import { requireNode } from './provision/require-node.mjs';
import { numberedSteps, secondsSince } from './provision/steps.mjs';
import { openTemporaryFolder } from './provision/temporary-folder.mjs';
import { verdict } from './testing/results.mjs';

requireNode();

const { values } = parseArgs({
  options: {
    /** How long Pods are killed. */
    minutes: { type: 'string', default: '5' },
    /** Only checks whose names hold this. */
    only: { type: 'string', default: '' },
    /** Leaves the cluster up, to look at it. */
    keep: { type: 'boolean', default: false },
    /** Goes on with the node and the images of the run before; without it both are forgotten first. */
    'no-build': { type: 'boolean', default: false },
  },
});

const results = { passed: 0, failed: 0 };
/** @type {Set<string>} */
const notRun = new Set(['skaffold build and skaffold dev, which need Docker']);
const leaveOut = (/** @type {string} */ what) => void notRun.add(what);
const say = (/** @type {string} */ line) => void process.stdout.write(`      ${line}\n`);

/**
 * @param {string} name
 * @param {() => Promise<string[] | null>} check
 */
async function report(name, check) {
  const startedAt = performance.now();
  const problems = await check().catch((error) => [String(error?.stack ?? error)]);
  if (problems === null) {
    leaveOut(name);
    return;
  }
  results[problems.length === 0 ? 'passed' : 'failed'] += 1;
  const words = `${problems.length === 0 ? 'ok    ' : 'FAILED'} ${name} … ${secondsSince(startedAt)}`;
  process.stdout.write(`    ${[words, ...problems].join('\n      ')}\n`);
}

/** @param {string} folder */
async function checkCluster(folder) {
  const step = numberedSteps(5);
  await step('Building the services', () => buildServices());
  const place = await step('Finding a cluster', (tell) =>
    openOwnCluster(tell, { isFresh: !values['no-build'] }),
  );
  for (const what of place.notShipped) leaveOut(what);
  try {
    if (!values['no-build'])
      await step('Building the images', () =>
        report('service images have at most 60 MB above their base', () => buildImages(place, say)),
      );
    const { file, passwords } = await renderForCluster(place, folder);
    const cluster = clusterAt(place, { folder, passwords, say, leaveOut });
    await step('Deploying overlays/ci', () => deploy(cluster, file));
    await step('Checking', async () => {
      for (const [name, check] of clusterChecks({ minutes: Number(values.minutes) }))
        if (name.includes(values.only)) await report(name, () => check(cluster));
        else leaveOut(name);
    });
  } finally {
    if (!values.keep) await place.close();
  }
}

const folder = await openTemporaryFolder('marquee-cluster-', async () => undefined);
try {
  await checkCluster(folder);
} catch (error) {
  await report('the run itself', () => Promise.reject(error));
} finally {
  await rm(folder, { recursive: true, force: true });
}
const { text, isSuccess } = verdict(results);
process.stdout.write(`\nNot run here:\n  ${[...notRun].join('\n  ')}\n${text}\n`);
process.exitCode = isSuccess ? 0 : 1;
