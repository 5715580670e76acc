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
};
