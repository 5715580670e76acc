const { workspacePreset } = require('../jest.preset.cjs');

module.exports = workspacePreset('bench', __dirname);
