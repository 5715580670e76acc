const { workspacePreset } = require('../jest.preset.cjs');

module.exports = workspacePreset('tickets', __dirname);
