const { existsSync } = require('node:fs');
const path = require('node:path');

const workspaces = [
  'common',
  'auth',
  'tickets',
  'orders',
  'payments',
  'realtime',
  'notifications',
  'local',
  'operations',
  'client',
  'bench',
];
const hasTests = (folder) => existsSync(path.join(__dirname, folder, 'jest.config.cjs'));

module.exports = {
  projects: [...workspaces, 'scripts'].filter(hasTests).map((folder) => `<rootDir>/${folder}`),
  testTimeout: 30_000,
  testSequencer: '<rootDir>/scripts/jest/slowest-first.cjs',
  // A worker keeps something of every test file it ran. At two gigabytes it spends most of its time
  // collecting, and the whole run takes twice as long.
  workerIdleMemoryLimit: '1GB',
};
