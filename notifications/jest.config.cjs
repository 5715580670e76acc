const { workspacePreset } = require('../jest.preset.cjs');

module.exports = workspacePreset('notifications', __dirname);
