import path from 'node:path';
import ts from 'typescript';

/**
 * The sources that `tsc -b` compiles: those of a project, and of those it refers to.
 *
 * @param {string} root of the repository
 * @param {string} project its folder or file below the root
 * @returns {Set<string>} paths below the root
 */
export function compiledFiles(root, project) {
  const key = path.join(root, project);
  const files = known.get(key) ?? readFiles(root, project);
  known.set(key, files);
  return files;
}

/** Each is asked about for hundreds of files. @type {Map<string, Set<string>>} */
const known = new Map();

/** @param {string} root @param {string} project */
function readFiles(root, project) {
  /** @type {Set<string>} */
  const files = new Set();
  const waiting = [path.join(root, project)];
  const seen = new Set();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const config = next.endsWith('.json') ? next : path.join(next, 'tsconfig.json');
    if (seen.has(config)) continue;
    seen.add(config);
    const { fileNames, projectReferences = [] } = read(config);
    for (const file of fileNames) files.add(path.relative(root, file));
    waiting.push(...projectReferences.map((reference) => reference.path));
  }
  return files;
}

/** @param {string} file */
function read(file) {
  const { config, error } = ts.readConfigFile(file, ts.sys.readFile);
  if (error !== undefined) throw new Error(`${file} cannot be read`);
  return ts.parseJsonConfigFileContent(config, ts.sys, path.dirname(file));
}
