import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { findOnPath } from './find-on-path.mjs';
import { repositoryRoot } from './repository.mjs';
import { runCommand } from './run-command.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macOsApps = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const remedy = [
  'No Chromium could be found or fetched; the browser tests need one.',
  'Do one of these, then start again:',
  '  - npx playwright install --with-deps chromium',
  '  - install Chromium or Chrome, so that `chromium` or `google-chrome` is on the PATH',
  '  - set CHROMIUM_PATH to the program',
].join('\n');

/**
 * Finds a Chromium that really runs on this machine, fetching one where none is installed. The
 * order is: CHROMIUM_PATH, PATH, Playwright's own, the Debian package (as root on Debian only).
 *
 * @param {{ say?: (line: string) => void }} [options] `say` is told each step in one line
 * @returns {Promise<string>} the program's absolute path
 * @throws {Error} with the remedy, when every way failed
 */
export async function findChromium({ say = () => {} } = {}) {
  const ways = [
    { name: 'CHROMIUM_PATH', find: async () => process.env.CHROMIUM_PATH },
    {
      name: 'PATH',
      find: async () => findOnPath(names) ?? macOsApps.find((app) => existsSync(app)),
    },
    { name: "Playwright's cache", find: fromPlaywright },
    { name: "Playwright's download", find: () => downloadWithPlaywright(say) },
    { name: 'the Debian package', find: () => installDebianPackage(say) },
  ];
  for (const way of ways) {
    const candidate = await way.find();
    if (candidate === undefined || candidate === '') continue;
    const { code, output } = await runCommand(candidate, ['--version'], { timeoutMs: 30_000 });
    if (code === 0) {
      say(`Chromium: ${output.trim().split('\n').at(-1)} from ${way.name}`);
      return candidate;
    }
    say(`Chromium: ${candidate} (${way.name}) does not run here; looking further`);
  }
  throw new Error(remedy);
}

async function fromPlaywright() {
  try {
    const require = createRequire(new URL('../../e2e/package.json', import.meta.url));
    const { chromium } = require('@playwright/test');
    const program = chromium.executablePath();
    return existsSync(program) ? program : undefined;
  } catch {
    // Dependencies are not installed, or this platform has none: the next way may do.
    return undefined;
  }
}

/** @param {(line: string) => void} say */
async function downloadWithPlaywright(say) {
  say("Chromium: asking Playwright's download (once, about 150 MB) …");
  const { code } = await runCommand('npx', ['--no-install', 'playwright', 'install', 'chromium'], {
    cwd: repositoryRoot,
    timeoutMs: (await canReachPlaywright()) ? 300_000 : 10_000,
  });
  if (code !== 0) say("Chromium: Playwright's download failed; trying the next way");
  return code === 0 ? fromPlaywright() : undefined;
}

async function canReachPlaywright() {
  const host = process.env.PLAYWRIGHT_DOWNLOAD_HOST ?? 'https://cdn.playwright.dev';
  return fetch(host, { method: 'HEAD', signal: AbortSignal.timeout(5_000) }).then(
    (answer) => answer.status < 500,
    () => false,
  );
}

/** @param {(line: string) => void} say */
async function installDebianPackage(say) {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || findOnPath(['apt-get']) === undefined) return undefined;
  say('Chromium: installing the Debian package …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runCommand('apt-get', ['update', '-qq'], { env, timeoutMs: 120_000 });
  const install = ['install', '-y', '-qq', '--no-install-recommends', 'chromium'];
  const { code } = await runCommand('apt-get', install, { env, timeoutMs: 300_000 });
  return code === 0 ? findOnPath(['chromium']) : undefined;
}
