import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { copyManifests, makeSecrets } from '../k8s/render.mjs';
import { repositoryRoot } from '../provision/repository.mjs';
import { runCommand } from '../provision/run-command.mjs';

const file = path.join(repositoryRoot, 'skaffold.yaml');

/**
 * What `skaffold.yaml` says, as far as the checks read it.
 * @typedef {import('../k8s/skaffold/dependencies.mjs').Artifact} Artifact
 * @typedef {{ artifacts: Artifact[] }} Build
 * @typedef {{ build: Build, manifests: { kustomize: { paths: string[] } },
 *   profiles: { name: string, build?: Build }[] }} SkaffoldFile
 */

/** @returns {Promise<SkaffoldFile>} */
export async function readSkaffoldFile() {
  return parse(await readFile(file, 'utf8'));
}

/** The images that compile what is copied into them. @returns {Promise<Artifact[]>} */
export async function readLiveArtifacts() {
  const { profiles } = await readSkaffoldFile();
  return profiles.find(({ name }) => name === 'dev')?.build?.artifacts ?? [];
}

/**
 * A copy of `skaffold.yaml` beside a copy of the manifests, with secrets of its own.
 *
 * @param {string} folder
 * @param {string} [passwordsFile] of databases that exist
 * @returns {Promise<{ manifests: string }>}
 */
export async function copySkaffold(folder, passwordsFile) {
  const manifests = await copyManifests(folder);
  await cp(file, path.join(folder, 'skaffold.yaml'));
  await makeSecrets(manifests, passwordsFile);
  return { manifests };
}

/**
 * Lets the copy deploy another kustomization than `overlays/live`.
 *
 * @param {string} folder
 * @param {string} kustomization from the folder on
 */
export async function pointSkaffoldAt(folder, kustomization) {
  const content = await readSkaffoldFile();
  content.manifests.kustomize.paths = [kustomization];
  await writeFile(path.join(folder, 'skaffold.yaml'), stringify(content));
}

/**
 * The tool itself, in the copy.
 *
 * @param {import('./cluster.mjs').Place} place
 * @param {string} folder
 * @param {string[]} args
 * @throws {Error} with the end of what it said
 */
export async function runSkaffold(place, folder, args) {
  const { code, output } = await runCommand(place.skaffold, args, {
    cwd: folder,
    timeoutMs: 900_000,
    env: {
      ...process.env,
      KUBECONFIG: place.kubeconfig,
      PATH: `${path.dirname(place.kubectl)}:${process.env.PATH}`,
      SKAFFOLD_UPDATE_CHECK: 'false',
      SKAFFOLD_INTERACTIVE: 'false',
    },
  });
  if (code !== 0) {
    const lines = output.trim().split('\n').slice(-15).join('\n');
    throw new Error(`skaffold ${args[0]} failed:\n${lines}`);
  }
  return output;
}
