import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isAnythingEnforced } from './enforcement.mjs';

let folder;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'marquee-enforcement-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Two Pods that reach each other as `isOpen` says of whether a policy was applied. */
function clusterWhere(isOpen) {
  const commands = [];
  const run = async (args) => {
    commands.push(args.join(' '));
    if (!args.includes('exec')) return '';
    return `${isOpen(commands.some((one) => one.includes(' apply '))) ? 'open' : 'closed'}\n`;
  };
  const place = { images: { ours: (newName) => ({ newName, newTag: '1' }) } };
  return { run, place, folder, commands };
}
const soon = { msMax: 20, everyMs: 1 };

test('what a policy closes is enforced, and what stays open is not', async () => {
  const enforcing = clusterWhere((hasPolicy) => !hasPolicy);
  expect(await isAnythingEnforced(enforcing, soon)).toBe(true);
  expect(
    await isAnythingEnforced(
      clusterWhere(() => true),
      soon,
    ),
  ).toBe(false);
});

test('Pods that never reach each other prove nothing, and the namespace goes all the same', async () => {
  const broken = clusterWhere(() => false);
  await expect(isAnythingEnforced(broken, soon)).rejects.toThrow('do not reach each other');
  expect(broken.commands.at(-1)).toMatch(/^delete namespace policy-probe-\d+/);
});
