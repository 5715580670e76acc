import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../provision/repository.mjs';
import { containersOf, workloadsOf } from './pods.mjs';

/**
 * The repository's services: folders whose process entry runs one.
 *
 * @param {string} [root]
 * @returns {string[]}
 */
export function serviceFolders(root = repositoryRoot) {
  return readdirSync(root).filter((folder) => {
    const entry = path.join(root, folder, 'src/index.ts');
    return existsSync(entry) && readFileSync(entry, 'utf8').includes('runService(');
  });
}

/**
 * Services of the repository that no manifest runs.
 *
 * @param {import('./render.mjs').Manifest[]} manifests of the base
 * @returns {string[]}
 */
export function missingServices(manifests) {
  const images = workloadsOf(manifests)
    .flatMap(containersOf)
    .map(({ image }) => image.split(':')[0]);
  return serviceFolders()
    .filter((folder) => !images.includes(`marquee-${folder}`))
    .map((folder) => `${folder}/ is a service, and nothing in infra/k8s/base runs it`);
}
