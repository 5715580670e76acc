const { workspacePreset } = require('../jest.preset.cjs');

module.exports = workspacePreset('auth', __dirname);
