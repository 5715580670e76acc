const { workspacePreset } = require('../jest.preset.cjs');

module.exports = workspacePreset('operations', __dirname);
