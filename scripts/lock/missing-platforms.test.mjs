import { missingPlatforms, platformOf } from './missing-platforms.mjs';

const aTool = (optionalDependencies) => ({ version: '2.0.0', dev: true, optionalDependencies });

describe('missingPlatforms', () => {
  test("another platform's binary is added beside the package that asks for it", () => {
    const packages = {
      'node_modules/tool': aTool({ '@tool/darwin-arm64': '2.0.0', '@tool/linux-x64': '2.0.0' }),
      'node_modules/@tool/linux-x64': { version: '2.0.0' },
    };
    expect(missingPlatforms(packages)).toEqual({
      'node_modules/@tool/darwin-arm64': {
        version: '2.0.0',
        cpu: ['arm64'],
        dev: true,
        optional: true,
        os: ['darwin'],
      },
    });
  });

  test('a nested package gets its binaries beside itself', () => {
    const packages = { 'node_modules/a/node_modules/tool': aTool({ '@tool/win32-x64': '2.0.0' }) };
    expect(Object.keys(missingPlatforms(packages))).toEqual([
      'node_modules/a/node_modules/@tool/win32-x64',
    ]);
  });

  test('an optional package that names no platform is left to npm', () => {
    const packages = { 'node_modules/tool': aTool({ bufferutil: '4.0.0' }) };
    expect(missingPlatforms(packages)).toEqual({});
  });

  test.each([
    ['@swc/core-linux-arm64-musl', { os: 'linux', cpu: 'arm64', libc: 'musl' }],
    ['@swc/core-linux-arm-gnueabihf', { os: 'linux', cpu: 'arm', libc: 'glibc' }],
    ['@biomejs/cli-win32-x64', { os: 'win32', cpu: 'x64' }],
    ['@tailwindcss/oxide-wasm32-wasi', { cpu: 'wasm32' }],
    ['@unrs/resolver-binding-android-arm-eabi', { os: 'android', cpu: 'arm' }],
  ])('%s runs where its name says', (name, platform) => {
    expect(platformOf(name)).toEqual(platform);
  });
});
