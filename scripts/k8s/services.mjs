import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../provision/repository.mjs';
import { containersOf, workloadsOf } from './pods.mjs';

/**
 * Services of the repository that no manifest runs: a folder whose process entry runs a service.
 *
 * @param {import('./render.mjs').Manifest[]} manifests of the base
 * @returns {string[]}
 */
export function missingServices(manifests, root = repositoryRoot) {
  const isService = (/** @type {string} */ folder) => {
    const entry = path.join(root, folder, 'src/index.ts');
    return existsSync(entry) && readFileSync(entry, 'utf8').includes('runService(');
  };
  const images = workloadsOf(manifests)
    .flatMap(containersOf)
    .map(({ image }) => image.split(':')[0]);
  return readdirSync(root)
    .filter(isService)
    .filter((folder) => !images.includes(`marquee-${folder}`))
    .map((folder) => `${folder}/ is a service, and nothing in infra/k8s/base runs it`);
}
