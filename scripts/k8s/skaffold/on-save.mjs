import { dependsOn } from './dependencies.mjs';
import { matchesGlob } from './glob.mjs';

/** @typedef {import('./dependencies.mjs').Artifact} Artifact */

/**
 * What skaffold does with each image when a file was saved: nothing for those that are not built
 * from it; a copy into the running containers where a sync rule knows it; else a new image, and with
 * it new Pods.
 *
 * @param {Artifact[]} artifacts
 * @param {string} file
 * @param {(file: string) => string} read
 */
export function onSave(artifacts, file, read) {
  const concerned = artifacts.filter((artifact) => dependsOn(artifact, file, read));
  const isSynced = (/** @type {Artifact} */ artifact) => ruleFor(artifact, file) !== undefined;
  const namesOf = (/** @type {Artifact[]} */ some) => some.map(({ image }) => image);
  return {
    synced: namesOf(concerned.filter(isSynced)),
    rebuilt: namesOf(concerned.filter((artifact) => !isSynced(artifact))),
  };
}

/**
 * The sync rule that says where an image's containers have a file.
 *
 * @param {Artifact} artifact
 * @param {string} file
 */
export function ruleFor({ sync }, file) {
  return sync?.manual.find(({ src }) => matchesGlob(src, file));
}
