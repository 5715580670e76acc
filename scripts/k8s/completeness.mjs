import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { repositoryRoot } from '../provision/repository.mjs';
import { combinations } from './combinations.mjs';
import { containersOf, workloadsOf } from './pods.mjs';

const read = (/** @type {string} */ file) => readFileSync(path.join(repositoryRoot, file), 'utf8');
const foldersIn = (/** @type {string} */ folder) =>
  readdirSync(path.join(repositoryRoot, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

/** Components that nobody explains, or that no combination renders. */
export function componentProblems() {
  const folder = 'infra/k8s/components';
  const overlays = foldersIn('infra/k8s/overlays');
  const texts = overlays.map((name) => read(`infra/k8s/overlays/${name}/kustomization.yaml`));
  const used = new Set([
    ...texts.flatMap((text) => [...text.matchAll(/components\/([\w-]+)/g)].map(([, name]) => name)),
    ...combinations.flatMap((combination) => combination.with),
  ]);
  return foldersIn(folder).flatMap((name) => [
    ...(existsSync(path.join(repositoryRoot, folder, name, 'README.md'))
      ? []
      : [`the component ${name} has no README.md`]),
    ...(used.has(name) ? [] : [`no combination renders the component ${name}`]),
  ]);
}

/** npm refuses a lock file whose workspaces are not all there. */
export function dockerfileProblems() {
  const { workspaces } = JSON.parse(read('package.json'));
  return readdirSync(path.join(repositoryRoot, 'infra/images'))
    .filter((name) => name.endsWith('Dockerfile'))
    .flatMap((name) => {
      const text = read(`infra/images/${name}`);
      return workspaces
        .filter((/** @type {string} */ one) => !text.includes(`COPY ${one}/package.json ${one}/`))
        .map((/** @type {string} */ one) => `${name} does not copy ${one}/package.json`);
    });
}

/**
 * Images of ours that skaffold would not build, final or live, or from another's sources.
 *
 * @param {import('./render.mjs').Manifest[]} manifests
 */
export function skaffoldProblems(manifests) {
  const { build, profiles } = parse(read('skaffold.yaml'));
  const wanted = new Set(
    workloadsOf(manifests)
      .flatMap(containersOf)
      .map(({ image }) => image.split(':')[0])
      .filter((name) => name.startsWith('marquee-')),
  );
  const dev = profiles.find((/** @type {any} */ { name }) => name === 'dev');
  return [build, dev.build].flatMap(({ artifacts }) => {
    const built = artifacts.map((/** @type {any} */ { image }) => image);
    const others = artifacts.filter((/** @type {any} */ { image, docker }) => {
      const service = docker?.buildArgs?.SERVICE;
      return service !== undefined && image !== `marquee-${service}`;
    });
    return [
      ...[...wanted]
        .filter((name) => !built.includes(name))
        .map((name) => `skaffold.yaml does not build ${name}`),
      ...others.map((/** @type {any} */ { image }) => `skaffold.yaml builds ${image} from another`),
    ];
  });
}
