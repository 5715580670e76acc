import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '@marquee/local/config';
import { startBroker } from '@marquee/local/embedded-broker';
import { startEmbeddedMongo } from '@marquee/local/embedded-mongo';

import type { Ground } from './ground.js';

/** Both are stopped, and what they stored is deleted, when `work` is done or fails. */
export async function onGround(
  say: (line: string) => void,
  work: (ground: Ground) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'marquee-bench-'));
  const mongo = await startEmbeddedMongo(folder, say);
  const broker = await startBroker(readConfig({ BUS: 'jetstream' }).bus, folder, say);
  const [natsUrl = ''] = broker.settings.NATS_URL ?? [];
  try {
    await work({ mongoUrl: mongo.url, natsUrl });
  } finally {
    await broker.stop();
    await mongo.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
