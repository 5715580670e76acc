const { workspacePreset } = require('../jest.preset.cjs');

module.exports = workspacePreset('payments', __dirname);
