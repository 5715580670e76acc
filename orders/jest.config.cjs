const { workspacePreset } = require('../jest.preset.cjs');

module.exports = workspacePreset('orders', __dirname);
