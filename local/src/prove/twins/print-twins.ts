import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLogger } from '@marquee/common/logging';
import { createTeardown } from '../../teardown.js';
import { startBrokerServer } from '../topology/broker-server.js';
import { startDatabaseServer } from '../topology/database-server.js';
import { isCaught, judgeVariant, provocations } from './run-twins.js';

/** Runs every provocation on servers of its own; answers whether every twin is caught. */
export async function printTwins(
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<boolean> {
  const teardown = createTeardown();
  const folder = await mkdtemp(path.join(tmpdir(), 'marquee-twins-'));
  teardown.add('folder', () => rm(folder, { recursive: true, force: true }));
  try {
    const logger = createLogger({ name: 'twins', level: 'silent' });
    const database = await startDatabaseServer(folder, logger, say);
    teardown.add('MongoDB', database.stop);
    const server = await startBrokerServer('jetstream', folder, say);
    teardown.add('broker', server.stop);
    const broker = {
      url: `nats://127.0.0.1:${server.port}`,
      async wipe() {
        await server.kill();
        await server.wipe();
        await server.start();
      },
    };
    let isAllGood = true;
    for (const provocation of provocations) {
      signal.throwIfAborted();
      const servers = { mongoUrl: database.url, broker };
      const sound = await judgeVariant(provocation, 'sound', servers);
      const twin = await judgeVariant(provocation, 'twin', servers);
      const isGood = sound.length === 0 && isCaught(provocation, twin);
      isAllGood &&= isGood;
      say(`${isGood ? 'caught' : 'NOT CAUGHT'}: ${provocation.name} (${provocation.invariant})`);
      say(`    the product: ${sound.length === 0 ? 'no violation' : sound.join('; ')}`);
      say(`    the twin: ${twin.length === 0 ? 'no violation' : twin.join('; ')}`);
    }
    say(isAllGood ? 'PROVED: every checker can fail' : 'NOT PROVED');
    return isAllGood;
  } finally {
    await teardown.run();
  }
}
