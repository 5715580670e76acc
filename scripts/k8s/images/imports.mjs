import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/**
 * @typedef {{ source: string, built: string }} Module paths below the repository
 * @typedef {{ modules: Map<string, Module>, packages: Map<string, string>,
 *   workspaces: Map<string, string>, problems: string[] }} Graph what is needed, by name of a
 *   package or workspace with one of the files that want it
 */

/**
 * Everything a process loads, or may load later: the sources' imports, static and dynamic, without
 * those of types. (`verbatimModuleSyntax` leaves the others as they stand.)
 *
 * @param {string} root of the repository
 * @param {string[]} entries built files, or names of a workspace's modules
 * @returns {Graph}
 */
export function importsOf(root, entries) {
  /** @type {Graph} */
  const graph = { modules: new Map(), packages: new Map(), workspaces: new Map(), problems: [] };
  const waiting = entries.map((entry) =>
    entry.startsWith('@marquee/') ? exportOf(root, entry) : entry,
  );
  for (let built = waiting.pop(); built !== undefined; built = waiting.pop()) {
    if (graph.modules.has(built)) continue;
    const source = sourceOf(root, built);
    graph.modules.set(built, { source, built });
    if (!existsSync(path.join(root, source))) {
      graph.problems.push(`${source} is not there`);
      continue;
    }
    for (const name of importedBy(path.join(root, source))) {
      if (name.startsWith('.')) waiting.push(path.join(path.dirname(built), name));
      else if (name.startsWith('@marquee/')) {
        graph.workspaces.set(name.split('/')[1] ?? '', source);
        waiting.push(exportOf(root, name));
      } else if (!name.startsWith('node:')) graph.packages.set(packageOf(name), source);
    }
  }
  return graph;
}

const packageOf = (/** @type {string} */ name) =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');

/** The built file that a workspace exports under a name. @param {string} root @param {string} name */
function exportOf(root, name) {
  const [, workspace = '', ...rest] = name.split('/');
  const wanted = ['.', ...rest].join('/');
  const { exports } = JSON.parse(readFileSync(path.join(root, workspace, 'package.json'), 'utf8'));
  for (const [pattern, target] of Object.entries(exports)) {
    const [before = '', after] = pattern.split('*');
    if (after === undefined ? pattern !== wanted : !wanted.startsWith(before)) continue;
    const middle = wanted.slice(before.length, wanted.length - (after ?? '').length);
    return path.join(workspace, target.default.replace('*', middle));
  }
  throw new Error(`${workspace} exports no ${wanted}`);
}

/** What a built file is built from. @param {string} root @param {string} built */
function sourceOf(root, built) {
  const [workspace = ''] = built.split('/');
  const { config } = ts.readConfigFile(
    path.join(root, workspace, 'tsconfig.json'),
    ts.sys.readFile,
  );
  const { rootDir, outDir } = config.compilerOptions;
  const rest = path.relative(path.join(workspace, outDir), built);
  return path.join(workspace, rootDir, rest.replace(/\.js$/, '.ts'));
}

/** @param {string} file @returns {string[]} */
function importedBy(file) {
  const text = readFileSync(file, 'utf8');
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  /** @type {string[]} */
  const found = [];
  const visit = (/** @type {ts.Node} */ node) => {
    const name = importedName(node);
    if (name !== undefined && ts.isStringLiteral(name)) found.push(name.text);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** @param {ts.Node} node */
function importedName(node) {
  if (ts.isImportDeclaration(node))
    return node.importClause?.isTypeOnly ? undefined : node.moduleSpecifier;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly ? undefined : node.moduleSpecifier;
  const isImport =
    ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isImport ? node.arguments[0] : undefined;
}
