import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadSecrets } from './secrets.js';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'marquee-secrets-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

test('secrets are made once: sessions outlive a restart', async () => {
  const first = await loadSecrets(dataDir);
  expect(await loadSecrets(dataDir)).toEqual(first);
});

test('two first starts at once end up with the same secrets', async () => {
  const [one, other] = await Promise.all([loadSecrets(dataDir), loadSecrets(dataDir)]);
  expect(one).toEqual(other);
});

test('nobody but their owner may read them', async () => {
  await loadSecrets(dataDir);
  const { mode } = await stat(path.join(dataDir, 'secrets.json'));
  expect(mode & 0o777).toBe(0o600);
});

test('two marketplaces never share a secret', async () => {
  const here = await loadSecrets(dataDir);
  await rm(path.join(dataDir, 'secrets.json'));
  const there = await loadSecrets(dataDir);
  expect(there.sessionKeys).not.toEqual(here.sessionKeys);
  expect(there.stripeSecretKey).not.toBe(here.stripeSecretKey);
});

test('a damaged file stops the start instead of being replaced, which would sign everybody out', async () => {
  const file = path.join(dataDir, 'secrets.json');
  await writeFile(file, '{"sessionKeys":[]}');
  await expect(loadSecrets(dataDir)).rejects.toThrow();
  expect(await readFile(file, 'utf8')).toBe('{"sessionKeys":[]}');
});
