#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { compileOnSave } from './live-compiler.mjs';

/**
 * The process of a developer's container: compiles what skaffold copies in, and the service, which
 * watches what it was loaded from, starts again. The client's pages are compiled by Next itself.
 */
const root = path.resolve(import.meta.dirname, '..');
const service = process.env['MARQUEE_SERVICE'] ?? '';

/** Sources, and where their image's build has put what they became. */
const folders = [
  ['common/src', 'common/dist'],
  [`${service}/src`, `${service}/dist/src`],
  [`${service}/sandbox`, `${service}/dist/sandbox`],
];
for (const [from = '', to = ''] of folders)
  if (existsSync(path.join(root, from)))
    await compileOnSave(path.join(root, from), path.join(root, to));

const serving = service === 'client' ? startPages() : startService();
serving.once('exit', (code) => process.exit(code ?? 1));
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT']))
  process.once(signal, () => void serving.kill(signal));

function startPages() {
  const next = path.join(root, 'node_modules/next/dist/bin/next');
  const args = [next, 'dev', '--port', process.env['PORT'] ?? '3000'];
  return spawn(process.execPath, args, { cwd: path.join(root, 'client'), stdio: 'inherit' });
}

function startService() {
  const inspect = process.env['MARQUEE_INSPECT'] === 'on' ? ['--inspect=0.0.0.0:9229'] : [];
  const args = [
    ...['--watch', '--watch-preserve-output', '--enable-source-maps'],
    ...['--import', '@marquee/common/tracing/register'],
    ...inspect,
    process.argv[2] ?? `${service}/dist/src/index.js`,
  ];
  return spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
}
