#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * The process of a developer's container: compiles what skaffold copies in, and starts the service
 * again when something came out. Both children end with it.
 */
const root = path.resolve(import.meta.dirname, '..');
const service = process.env['MARQUEE_SERVICE'] ?? '';
const entry = process.argv[2] ?? `${service}/dist/src/index.js`;
const compiler = path.join(root, 'node_modules/typescript/bin/tsc');

/** @param {string[]} args */
const start = (args) => spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });

const compiling = start([compiler, '-b', service, '--watch', '--preserveWatchOutput']);
while (!existsSync(path.join(root, entry))) await pause(100);
const inspect = process.env['MARQUEE_INSPECT'] === 'on' ? ['--inspect=0.0.0.0:9229'] : [];
const serving = start([
  ...['--watch', '--watch-preserve-output', '--enable-source-maps'],
  ...['--import', '@marquee/common/tracing/register'],
  ...inspect,
  entry,
]);

for (const child of [compiling, serving]) child.once('exit', (code) => process.exit(code ?? 1));
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT']))
  process.once(signal, () => void serving.kill(signal));
process.once('exit', () => void compiling.kill());
