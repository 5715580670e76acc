const versionMin = { major: 20, minor: 19 };

/**
 * Whether this Node.js is new enough for us.
 *
 * @param {string} version as `process.versions.node` gives it
 */
export function isNodeSupported(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > versionMin.major || (major === versionMin.major && minor >= versionMin.minor);
}

/** Ends the process with a clear message when this Node.js is too old. */
export function requireNode() {
  if (isNodeSupported(process.versions.node)) return;
  process.stderr.write(
    `Marquee needs Node.js ${versionMin.major}.${versionMin.minor} or newer; this is ${process.versions.node}.\n` +
      'With nvm: `nvm install` in this folder. Otherwise install a current version of Node.js.\n',
  );
  process.exit(1);
}
