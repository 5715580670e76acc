import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../provision/repository.mjs';
import { sizeTable, tooLarge } from './file-size-table.mjs';
import { sourceFolders } from './source-folders.mjs';

const generated = new Set([
  'node_modules',
  'dist',
  '.next',
  'coverage',
  'next-env.d.ts',
  'next-env.ts',
]);
const isSource = (/** @type {string} */ name) => /\.(?:ts|tsx|mts|mjs|cjs)$/.test(name);
const isTest = (/** @type {string} */ file) =>
  /\.(?:test|spec)\.(?:tsx?|mjs)$|\/test\/|\/testing\/|^e2e\//.test(file);

/**
 * @param {string} folder relative to the root
 * @returns {string[]}
 */
function filesBelow(folder) {
  return readdirSync(path.join(repositoryRoot, folder), { withFileTypes: true })
    .filter(({ name }) => !generated.has(name))
    .flatMap((entry) => {
      const file = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return filesBelow(file);
      return isSource(entry.name) ? [file] : [];
    });
}

const files = sourceFolders().flatMap((folder) =>
  filesBelow(folder).map((file) => {
    const text = readFileSync(path.join(repositoryRoot, file), 'utf8');
    return { file, folder, isTest: isTest(file), lineCount: text.trimEnd().split('\n').length };
  }),
);
const complaints = tooLarge(files);
process.stdout.write(`${[sizeTable(files), ...complaints].join('\n')}\n`);
process.exitCode = complaints.length === 0 ? 0 : 1;
