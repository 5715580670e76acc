/**
 * What every workspace's tests share: TypeScript through swc (CommonJS, since jest's module
 * registry is), the shared packages mapped to their sources so that no build is needed first,
 * and one real MongoDB for all of them.
 */
const { existsSync } = require('node:fs');
const path = require('node:path');

const rootDirectory = __dirname;
const source = (workspace, rest) => path.join(rootDirectory, workspace, 'src', rest);

const swcOptions = {
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'commonjs' },
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', tsx: false },
    keepClassNames: true,
  },
};

const preset = {
  testEnvironment: 'node',
  testTimeout: 30_000,
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  transform: {
    '^.+\\.tsx$': [
      '@swc/jest',
      { ...swcOptions, jsc: { ...swcOptions.jsc, parser: { syntax: 'typescript', tsx: true } } },
    ],
    '^.+\\.ts$': ['@swc/jest', swcOptions],
    // The scripts that start servers are shared with the tests, which are CommonJS here.
    'scripts/provision/[^/]+\\.mjs$': ['@swc/jest', swcOptions],
    // MongoDB's driver loads `os` by `import()`, which jest cannot do: swc makes it a `require`.
    'mongodb/lib/runtime_adapters\\.js$': ['@swc/jest', swcOptions],
  },
  // JavaScript first: a dependency that ships `x.ts` beside `x.js` must be read as it was built.
  transformIgnorePatterns: ['/node_modules/(?!.*mongodb/lib/runtime_adapters\\.js$)'],
  moduleFileExtensions: ['js', 'cjs', 'mjs', 'ts', 'tsx', 'json', 'node'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@marquee/common/(.*)$': source('common', '$1'),
    '^@marquee/(auth|tickets|orders|payments|realtime|notifications)$': source('$1', 'service.ts'),
    '^@marquee/(auth|tickets|orders|payments|realtime|notifications)/(.*)$': source('$1', '$2'),
    '^@marquee/local/seed$': source('local', 'seed/index.ts'),
    '^@marquee/local/(outbox|refund|ledger)-command$': source('local', '$1-command/$1-command.ts'),
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.next/'],
  globalSetup: path.join(rootDirectory, 'scripts/jest/global-setup.cjs'),
  globalTeardown: path.join(rootDirectory, 'scripts/jest/global-teardown.cjs'),
};

/** The preset for one workspace; only folders that exist may be named as roots. */
function workspacePreset(displayName, directory) {
  const roots = ['src', 'test', 'sandbox'].filter((folder) =>
    existsSync(path.join(directory, folder)),
  );
  return { ...preset, displayName, roots: roots.map((folder) => `<rootDir>/${folder}`) };
}

module.exports = { preset, workspacePreset };
