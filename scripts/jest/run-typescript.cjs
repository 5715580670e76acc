/**
 * Runs a TypeScript program of ours without a build, as jest loads it: for tests that need a
 * process which they can kill. `node run-typescript.cjs <program.ts> [arguments]`
 */
const { existsSync, readFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { transformSync } = require('@swc/core');
const { preset } = require('../../jest.preset.cjs');

const [, swcOptions] = preset.transform['^.+\\.ts$'];

Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), { ...swcOptions, filename });
  module._compile(code, filename);
};

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function resolve(request, parent, ...rest) {
  if (/^\.{1,2}\/.*\.js$/.test(request) && parent?.filename?.endsWith('.ts')) {
    const source = path.resolve(path.dirname(parent.filename), request.replace(/js$/, 'ts'));
    if (existsSync(source)) return source;
  }
  return resolveFilename.call(this, request, parent, ...rest);
};

process.argv.splice(1, 1);
require(path.resolve(process.argv[1]));
