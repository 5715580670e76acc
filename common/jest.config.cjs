const { workspacePreset } = require('../jest.preset.cjs');

module.exports = workspacePreset('common', __dirname);
