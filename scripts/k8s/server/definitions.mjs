import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runCommand } from '../../provision/run-command.mjs';

/** Kinds that components use and a bare API server does not know, from their projects' modules. */
const sources = [
  {
    module: 'sigs.k8s.io/gateway-api@v1.4.1',
    folder: 'config/crd/standard',
    files: /_(gateways|httproutes)\.yaml$/,
  },
  {
    module: 'github.com/prometheus-operator/prometheus-operator@v0.85.0',
    folder: 'example/prometheus-operator-crd',
    files: /_(podmonitors|prometheusrules)\.yaml$/,
  },
  {
    module: 'github.com/cert-manager/cert-manager@v1.18.2',
    folder: 'deploy/crds',
    files: /crd-certificates\.yaml$/,
  },
];

const downloadMsMax = 180_000;

/**
 * Writes the definitions into one folder, ready to be applied, unless they are there; answers it.
 *
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 * @throws {Error} when a module cannot be had
 */
export async function fetchDefinitions(folder, env) {
  const into = path.join(folder, sources.map(({ module }) => path.basename(module)).join('+'));
  if (existsSync(into)) return into;
  const unfinished = `${into}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  await Promise.all(sources.map((source) => fetchOne(source, unfinished, env)));
  await rename(unfinished, into).catch((error) => {
    // Of two at once one wins, and both have it.
    if (!existsSync(into)) throw error;
  });
  return into;
}

/**
 * @param {typeof sources[number]} source
 * @param {string} into
 * @param {NodeJS.ProcessEnv} env
 */
async function fetchOne({ module, folder, files }, into, env) {
  const options = { cwd: into, env, timeoutMs: downloadMsMax };
  const { code, output } = await runCommand('go', ['mod', 'download', '-json', module], options);
  if (code !== 0) throw new Error(`${module} cannot be had: ${output}`);
  const root = path.join(JSON.parse(output).Dir, folder);
  const names = (await readdir(root)).filter((name) => files.test(name));
  if (names.length === 0) throw new Error(`${module} has no definitions in ${folder}`);
  for (const name of names) {
    const text = await readFile(path.join(root, name), 'utf8');
    await writeFile(path.join(into, name), withoutTemplates(text));
  }
}

/** cert-manager's are made for Helm: what it would add is labels. @param {string} text */
function withoutTemplates(text) {
  const lines = text.split('\n').filter((line) => !line.includes('{{'));
  return lines.join('\n');
}
