import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { closeServer, listen } from '@marquee/common/http';
import { startMarketplace } from '../src/compose.js';
import { readConfig } from '../src/config.js';
import { startTestMarketplace } from './composition.js';

test('a second start on the same data is refused while the first lives, and works after it', async () => {
  const first = await startTestMarketplace();
  const again = () => startTestMarketplace({ DATA_DIR: first.dataDir }, first.databasePrefix);
  await expect(again()).rejects.toMatchObject({
    name: 'StartRefused',
    message: expect.stringContaining(first.url),
  });
  // The refusal left the first alone.
  expect((await fetch(`${first.url}/api/events`)).status).toBe(200);

  await first.stop();
  const second = await again();
  expect(second.secrets).toEqual(first.secrets);
  await second.destroy();
});

test('somebody else’s port is refused politely, and the data is free again', async () => {
  const stranger = createServer();
  const port = await listen(stranger, 0);
  const start = startTestMarketplace({ PORT: String(port) });
  await expect(start).rejects.toMatchObject({
    name: 'StartRefused',
    message: expect.stringContaining(`Port ${port} is in use`),
  });
  await closeServer(stranger, 0);
});

test('stops within three seconds although browsers keep their connections open', async () => {
  const marketplace = await startTestMarketplace();
  // fetch keeps its connection alive, like a browser.
  await (await fetch(`${marketplace.url}/api/events`)).text();
  const startedAt = performance.now();
  await marketplace.stop();
  expect(performance.now() - startedAt).toBeLessThan(3_000);
  await expect(fetch(`${marketplace.url}/api/events`)).rejects.toThrow();
  await marketplace.destroy();
});

test('a start that is told to stop ends between two steps and gives the data back', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'marquee-local-'));
  const config = readConfig({ PORT: '0', SEED_DEMO: '0', DATA_DIR: dataDir });
  const signal = AbortSignal.abort(new Error('Ctrl-C'));
  await expect(startMarketplace(config, { signal, client: false })).rejects.toThrow('Ctrl-C');
  expect(await readdir(dataDir)).toEqual([]);
  await rm(dataDir, { recursive: true });
});
