/**
 * @typedef {{ version?: string, dev?: boolean, engines?: object, license?: string, os?: string[],
 *   cpu?: string[], libc?: string[], optional?: boolean,
 *   optionalDependencies?: Record<string, string> }} LockEntry
 * @typedef {Record<string, LockEntry>} LockEntries by folder, as package-lock.json has them
 */

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32', 'sunos', 'aix'];
const processors = [
  'arm64',
  'arm',
  'x64',
  'ia32',
  'ppc64',
  'riscv64',
  's390x',
  'loong64',
  'wasm32',
];

/**
 * The lock entries of optional platform binaries that a package asks for and the lock leaves out.
 * Where a registry offers only this machine's binaries, npm forgets the others, and `npm ci` then
 * refuses the lock on every machine.
 *
 * @param {LockEntries} packages
 * @returns {LockEntries}
 */
export function missingPlatforms(packages) {
  /** @type {LockEntries} */
  const missing = {};
  for (const [folder, parent] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      if (isLocked(packages, folder, name) || !/^\d/.test(version)) continue;
      const platform = platformOf(name);
      if (platform === undefined) continue;
      missing[`${siblingsOf(folder)}node_modules/${name}`] = {
        version,
        ...(platform.cpu && { cpu: [platform.cpu] }),
        ...(parent.dev === true && { dev: true }),
        ...(platform.libc && { libc: [platform.libc] }),
        ...(parent.license && { license: parent.license }),
        optional: true,
        ...(platform.os && { os: [platform.os] }),
        ...(parent.engines && { engines: parent.engines }),
      };
    }
  }
  return missing;
}

/**
 * What the name of a binary's package says about where it runs: `@swc/core-linux-arm64-musl`.
 *
 * @param {string} name
 * @returns {{ os?: string, cpu?: string, libc?: string } | undefined} nothing if it names no platform
 */
export function platformOf(name) {
  const words = name.split(/[-/]/);
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  if (os === undefined && cpu === undefined) return undefined;
  const last = words.at(-1) ?? '';
  const libc = last.startsWith('musl') ? 'musl' : last.startsWith('gnu') ? 'glibc' : undefined;
  return { ...(os && { os }), ...(cpu && { cpu }), ...(libc && os === 'linux' && { libc }) };
}

/**
 * Whether a package in this folder finds that one, looking upwards as Node.js does.
 *
 * @param {LockEntries} packages
 * @param {string} folder
 * @param {string} name
 */
function isLocked(packages, folder, name) {
  for (let at = folder; ; at = siblingsOf(at).replace(/\/$/, '')) {
    const inside = at === '' ? '' : `${at}/`;
    if (packages[`${inside}node_modules/${name}`] !== undefined) return true;
    if (at === '') return false;
  }
}

/**
 * The folder whose node_modules holds this package: '' for the root, else with a slash at its end.
 *
 * @param {string} folder
 */
function siblingsOf(folder) {
  const at = folder.lastIndexOf('node_modules/');
  return at < 0 ? '' : folder.slice(0, at);
}
