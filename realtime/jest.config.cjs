const { workspacePreset } = require('../jest.preset.cjs');

module.exports = workspacePreset('realtime', __dirname);
