import { watch } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import ts from 'typescript';

/** Until whoever writes a file has written all of it. */
const settleMs = 30;

/**
 * Compiles each TypeScript file below a folder when it is saved, alone and without checking types:
 * an editor has said what it thinks of them, and a program of hundreds of files takes ten seconds.
 *
 * @param {string} from a folder of sources
 * @param {string} to where tsc put what they became
 * @returns {Promise<() => void>} ends it
 */
export async function compileOnSave(from, to) {
  /** @type {Map<string, { close(): void }>} */
  const watched = new Map();

  /** @param {string} folder */
  async function watchBelow(folder) {
    if (watched.has(folder)) return;
    const watcher = watch(folder, (_event, name) => {
      const changed = path.join(folder, name ?? '');
      onChange(changed).catch((error) => say(changed, error.message));
    });
    watched.set(folder, watcher);
    watcher.on('error', () => forget(folder));
    for (const entry of await readdir(folder, { withFileTypes: true }))
      if (entry.isDirectory()) await watchBelow(path.join(folder, entry.name));
  }

  /** @param {string} folder */
  function forget(folder) {
    watched.get(folder)?.close();
    watched.delete(folder);
  }

  /** @param {string} changed */
  async function onChange(changed) {
    await pause(settleMs);
    const found = await stat(changed).catch(() => undefined);
    if (found?.isDirectory()) await onNewFolder(changed);
    else if (isSource(changed)) await compile(changed, found !== undefined);
    else if (found === undefined) forget(changed);
  }

  /** @param {string} folder */
  async function onNewFolder(folder) {
    if (watched.has(folder)) return;
    await watchBelow(folder);
    const names = await readdir(folder, { recursive: true });
    for (const name of names.filter(isSource)) await compile(path.join(folder, name), true);
  }

  /**
   * @param {string} source
   * @param {boolean} isThere
   */
  async function compile(source, isThere) {
    const target = path.join(to, path.relative(from, source)).replace(/\.ts$/, '.js');
    if (!isThere) return rm(target, { force: true });
    const text = await readFile(source, 'utf8');
    // Somebody is about to write it.
    if (text === '') return;
    const { output, problem } = transpile(text, source, target);
    if (problem !== undefined) say(source, problem);
    // Written again unchanged, it would start the service again.
    else if (output !== (await readFile(target, 'utf8').catch(() => ''))) {
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, output);
    }
  }

  await watchBelow(from);
  return () => [...watched.keys()].forEach(forget);
}

/** @param {string} file @param {string} problem */
const say = (file, problem) => void process.stderr.write(`${file}: ${problem}\n`);

/** @param {string} file */
const isSource = (file) => /(?<!\.d|\.test)\.ts$/.test(file);

/**
 * @param {string} text
 * @param {string} source
 * @param {string} target
 */
function transpile(text, source, target) {
  const { outputText, diagnostics = [] } = ts.transpileModule(text, {
    fileName: path.basename(source),
    reportDiagnostics: true,
    compilerOptions: {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      inlineSourceMap: true,
      sourceRoot: path.relative(path.dirname(target), path.dirname(source)),
    },
  });
  const [first] = diagnostics;
  const problem = first && ts.flattenDiagnosticMessageText(first.messageText, '\n');
  return { output: outputText, problem };
}
