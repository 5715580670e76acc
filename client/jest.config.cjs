const passThrough = 'next-intl|use-intl|intl-messageformat|@formatjs|icu-minify';

/** @type {import('jest').Config} */
module.exports = {
  displayName: 'client',
  testEnvironment: 'jsdom',
  roots: ['<rootDir>'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  modulePathIgnorePatterns: ['<rootDir>/.next/'],
  // swc for .js too: next-intl and its formatters ship ES modules.
  transform: {
    '^.+\\.(t|j)sx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${passThrough})/|.*/(${passThrough})/)`],
  moduleNameMapper: {
    '^@/(.*)$': '<rootDir>/$1',
    // The little of common that a browser may have, from its source, whose imports end in .js.
    '^@marquee/common/(.*)$': '<rootDir>/../common/src/$1',
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '\\.css$': '<rootDir>/test/no-styles.cjs',
    '^server-only$': '<rootDir>/test/no-styles.cjs',
  },
  setupFilesAfterEnv: ['<rootDir>/test/setup.ts'],
};
