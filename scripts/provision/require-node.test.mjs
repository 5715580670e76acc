import { isNodeSupported } from './require-node.mjs';

test.each([
  ['18.20.0', false],
  ['20.18.3', false],
  ['20.19.0', true],
  ['22.0.0', true],
])('Node.js %s is new enough: %s', (version, isSupported) => {
  expect(isNodeSupported(version)).toBe(isSupported);
});
