import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../../provision/repository.mjs';
import { serviceFolders } from '../services.mjs';
import { compiledFiles } from './compiled-files.mjs';
import { holds, stagesOf } from './dockerfile.mjs';
import { importsOf } from './imports.mjs';

/** @typedef {import('./dockerfile.mjs').Stage} Stage */

/**
 * What a process of ours would not find in its image: a module that is not copied, or is copied and
 * not built, and a package that nothing installs. No image is built for it.
 */
export function imageProblems(root = repositoryRoot) {
  const folder = path.join(root, 'infra/images');
  return readdirSync(folder)
    .filter((name) => name.endsWith('Dockerfile'))
    .flatMap((name) => {
      const text = readFileSync(path.join(folder, name), 'utf8');
      const services = text.includes('ARG SERVICE') ? serviceFolders(root) : [null];
      return services.flatMap((service) => {
        const stages = stagesOf(text, service === null ? {} : { SERVICE: service });
        const where = service === null ? name : `${name} for ${service}`;
        return problemsOf(root, stages).map((problem) => `${where}: ${problem}`);
      });
    });
}

/** @param {string} root @param {Map<string, Stage>} stages @returns {string[]} */
function problemsOf(root, stages) {
  const image = stages.get('image');
  if (image === undefined) return ['has no last stage'];
  // Next finds by itself what its server needs, and copies it there.
  if (image.copies.some(({ sources }) => sources.some((one) => one.endsWith('standalone'))))
    return [];
  const entries = image.words.flatMap((word) => entryOf(image, word));
  if (entries.length === 0) return ['starts nothing of ours'];
  const graph = importsOf(root, entries);
  const { modules, packages, workspaces, problems } = graph;
  const installed = [...stages.values()]
    .filter(({ name }) => image.copies.some(({ from, to }) => from === name && to === ''))
    .flatMap(({ runs }) => runs);
  const installs = wordsAfter(installed, /-w (\S+)/g);
  const links = wordsAfter(installed, /ln -s \S+ node_modules\/@marquee\/(\S+)/g);
  const dependencies = new Set(installs.flatMap((name) => dependenciesOf(root, name)));
  return [
    ...problems,
    ...[...modules.values()].flatMap((module) => lostModule(root, stages, image, module)),
    ...[...workspaces]
      .filter(([name]) => !installs.includes(name) && !links.includes(name))
      .map(([name, wanting]) => `does not install @marquee/${name}, which ${wanting} imports`),
    ...[...packages]
      .filter(([name]) => !dependencies.has(name))
      .map(([name, wanting]) => `does not install ${name}, which ${wanting} imports`),
  ];
}

/** @param {Stage} image @param {string} word */
function entryOf({ folder }, word) {
  if (word.startsWith('@marquee/')) return [word];
  return word.endsWith('.js') ? [path.relative('/app', path.resolve(folder, word))] : [];
}

/** @param {string[]} runs @param {RegExp} pattern */
function wordsAfter(runs, pattern) {
  return runs.flatMap((run) => [...run.matchAll(pattern)].map(([, word = '']) => word));
}

/** @param {string} root @param {string} workspace */
function dependenciesOf(root, workspace) {
  const file = path.join(root, workspace, 'package.json');
  return Object.keys(JSON.parse(readFileSync(file, 'utf8')).dependencies ?? {});
}

/**
 * @param {string} root
 * @param {Map<string, Stage>} stages
 * @param {Stage} image
 * @param {import('./imports.mjs').Module} module
 * @returns {string[]}
 */
function lostModule(root, stages, image, { source, built }) {
  /** @type {string[]} */
  const builders = [];
  const isCopied = holds(image, built, (from, file) => {
    if (from !== null && file === built) builders.push(from);
    return file === built;
  });
  if (!isCopied) return [`does not copy ${built}`];
  const stage = builders.map((name) => stages.get(name)).find((one) => one !== undefined);
  if (
    stage === undefined ||
    !holds(stage, source, (from, file) => from === null && file === source)
  )
    return [`copies ${built}, and has no ${source} to build it from`];
  const projects = wordsAfter(stage.runs, /tsc -b (\S+)/g);
  const isCompiled = projects.some((project) => compiledFiles(root, project).has(source));
  return isCompiled
    ? []
    : [`has ${source}, and "tsc -b ${projects.join(' ')}" does not compile it`];
}
