const { preset } = require('../jest.preset.cjs');

const [transformer, swcOptions] = preset.transform['^.+\\.ts$'];

/** The tooling's own tests: plain JavaScript, no MongoDB, modules loaded through swc like the rest. */
module.exports = {
  displayName: 'scripts',
  testEnvironment: 'node',
  testTimeout: 60_000,
  testMatch: ['<rootDir>/**/*.test.mjs'],
  moduleFileExtensions: preset.moduleFileExtensions,
  transform: {
    '^.+\\.mjs$': [
      transformer,
      { ...swcOptions, jsc: { ...swcOptions.jsc, parser: { syntax: 'ecmascript' } } },
    ],
  },
};
