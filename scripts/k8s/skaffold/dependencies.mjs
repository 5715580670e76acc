import { matchesGlob } from './glob.mjs';

/**
 * An artifact of `skaffold.yaml`, as far as it says what an image is built from.
 * @typedef {{ image: string, docker?: { dockerfile: string, buildArgs?: Record<string, string> },
 *   custom?: { dependencies: { paths: string[], ignore?: string[] } },
 *   sync?: { manual: { src: string, dest: string }[] } }} Artifact
 */

/**
 * Whether an image is built from a file, as skaffold finds it out: from all COPY lines of the
 * Dockerfile, those of other targets among them, without what `.dockerignore` keeps out; of an
 * artifact with a command of its own, from the paths it names.
 *
 * @param {Artifact} artifact
 * @param {string} file
 * @param {(file: string) => string} read
 */
export function dependsOn({ docker, custom }, file, read) {
  if (custom !== undefined) {
    const { paths, ignore = [] } = custom.dependencies;
    return isIn(paths, file) && !isIn(ignore, file);
  }
  if (docker === undefined) return false;
  if (file === docker.dockerfile) return true;
  const sources = copiedBy(read(docker.dockerfile), docker.buildArgs ?? {});
  return isIn(sources, file) && !isIgnored(read('.dockerignore'), file);
}

/**
 * What a Dockerfile copies out of the repository.
 *
 * @param {string} dockerfile
 * @param {Record<string, string>} buildArgs
 */
export function copiedBy(dockerfile, buildArgs) {
  const copies = dockerfile.replaceAll('\\\n', ' ').match(/^(?:COPY|ADD) .*$/gm) ?? [];
  return copies
    .map((line) => line.split(/\s+/).slice(1))
    .filter((words) => !words.some((word) => word.startsWith('--from=')))
    .flatMap((words) => words.filter((word) => !word.startsWith('--')).slice(0, -1))
    .map((source) => source.replace(/\$\{(\w+)\}/g, (all, name) => buildArgs[name] ?? all));
}

/**
 * The last line that speaks of a file decides, and one that speaks of a folder speaks of its files.
 *
 * @param {string} dockerignore
 * @param {string} file
 */
export function isIgnored(dockerignore, file) {
  const lines = dockerignore.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const last = lines.findLast((line) => isIn([line.replace(/^!/, '')], file));
  return last !== undefined && !last.startsWith('!');
}

/**
 * Whether one of the patterns names the file or a folder it is in.
 *
 * @param {string[]} patterns
 * @param {string} file
 */
function isIn(patterns, file) {
  const places = [
    '.',
    ...file.split('/').map((_, index, names) => names.slice(0, index + 1).join('/')),
  ];
  return patterns.some((pattern) => {
    const plain = pattern === './' ? '.' : pattern.replace(/\/$/, '');
    return places.some((place) => matchesGlob(plain, place));
  });
}
