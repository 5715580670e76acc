import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder, repositoryRoot } from '../provision/repository.mjs';
import { runCommand } from '../provision/run-command.mjs';

/** The first time it compiles Kubernetes, Traefik and metrics-server. */
const bringUpMsMax = 5_400_000;

const kit = path.join(repositoryRoot, 'infra/cluster');
const work = process.env.WORK ?? path.join(cacheFolder, 'cluster');
const env = { ...process.env, WORK: work, LEVEL: '3' };

/** There is no mongosh in the kit's image, so that a member there is ready as soon as it listens. */
const askThePort = {
  target: { kind: 'StatefulSet', labelSelector: 'app.kubernetes.io/component=mongodb' },
  patch: JSON.stringify([
    {
      op: 'replace',
      path: '/spec/template/spec/containers/0/readinessProbe',
      value: { tcpSocket: { port: 'mongodb' }, periodSeconds: 5 },
    },
  ]),
};

/**
 * A cluster of one node on this machine, from infra/cluster, with the images of this repository.
 *
 * @param {(line: string) => void} say
 * @param {{ isFresh: boolean }} options whether what an earlier run left is forgotten: its Pods would
 *   go on with its code under the same tag, and with the restarts they have behind them
 * @returns {Promise<import('./cluster.mjs').Place>}
 */
export async function openOwnCluster(say, { isFresh }) {
  if (isFresh) await forgetEarlierRuns();
  say('bringing a node up (the first time it is compiled, which takes half an hour) …');
  await must('all.sh', []);
  const skaffold = path.join(work, 'bin/skaffold');
  if (!existsSync(skaffold)) await must('build.sh', ['skaffold']);
  return {
    kubectl: path.join(work, 'bin/kubectl'),
    skaffold,
    kubeconfig: path.join(work, 'kubeconfig'),
    url: `http://localhost:${process.env.DOOR_PORT ?? '18080'}`,
    images: {
      ours: (name, target) => ({ newName: `localhost/${name}`, newTag: target ?? 'e2e' }),
      others: [
        { name: 'mongo', newName: 'localhost/mongod', newTag: '6.0' },
        { name: 'nats', newName: 'localhost/nats', newTag: '2.9' },
      ],
    },
    patches: [askThePort],
    notShipped: [
      `the versions that are shipped: here are mongod 6.0, NATS 2.9 and Node ${process.version}`,
      'whether a member of a replica set is ready, asked by mongosh: here its port is',
    ],
    // Forgotten together with the databases that know them, by `down.sh --wipe`.
    passwordsFile: path.join(work, 'run/passwords.env'),
    build,
    close: async () => void (await must('down.sh', [])),
  };
}

/** Its images, too: one that cannot be built now must be missing, and not old. */
async function forgetEarlierRuns() {
  await must('down.sh', ['--wipe']);
  const folder = path.join(work, 'images');
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder))
    if (name.startsWith('marquee-')) await rm(path.join(folder, name));
}

/**
 * Builds an image and loads it into the node; answers how many bytes it has above its base.
 *
 * @param {import('./images.mjs').Image} image
 * @param {'live'} [target]
 */
async function build({ name, file, args }, target) {
  const tag = `${name}:${target ?? 'e2e'}`;
  const tar = path.join(work, 'images', `${tag.replace(':', '_')}.tar`);
  const dockerfile = path.join(repositoryRoot, 'infra/images', file);
  const targets = target === undefined ? [] : ['--target', target];
  await must('image.sh', ['app', repositoryRoot, tag, dockerfile, ...args, ...targets]);
  await must('image.sh', ['load', tar]);
  const [all, base] = [await sizeOf(tag), await sizeOf('node-base:20')];
  return all - base;
}

/** @param {string} tag */
async function sizeOf(tag) {
  const format = '{{.Size}}';
  const output = await must('image.sh', ['b', 'images', '--format', format, `localhost/${tag}`]);
  const [, number = '', unit = ''] = /([\d.]+)\s*(kB|KB|MB|GB)/.exec(output) ?? [];
  return Number(number) * ({ kB: 1e3, KB: 1e3, MB: 1e6, GB: 1e9 }[unit] ?? Number.NaN);
}

/**
 * @param {string} script
 * @param {string[]} args
 */
async function must(script, args) {
  const { code, output } = await runCommand(path.join(kit, script), args, {
    env,
    timeoutMs: bringUpMsMax,
  });
  if (code !== 0)
    throw new Error(`${script} failed:\n${output.trim().split('\n').slice(-15).join('\n')}`);
  return output;
}
