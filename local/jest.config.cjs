const { workspacePreset } = require('../jest.preset.cjs');

module.exports = workspacePreset('local', __dirname);
