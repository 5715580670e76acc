import { busEnvironment, readEnvironment } from '@marquee/common/config';
import { openBrokerBus } from '@marquee/common/lifecycle';
import { createMetrics } from '@marquee/common/metrics';
import { z } from 'zod';
import { waitFor } from '../waiting.js';
import type { World } from './world.js';

const answerMsMax = 20_000;

/**
 * What names the storage of the broker now, as relays see it; null when it does not tell in time.
 * Asked over a connection of its own, past every wire.
 */
export async function readBrokerOrigin(
  world: Pick<World, 'bus' | 'broker' | 'logger' | 'clock'>,
): Promise<string | null> {
  const { logger, clock } = world;
  const environment = readEnvironment(z.object(busEnvironment), {
    BUS: world.bus,
    NATS_URL: `nats://127.0.0.1:${world.broker.port}`,
  });
  const signal = AbortSignal.timeout(answerMsMax);
  const metrics = createMetrics();
  const bus = await openBrokerBus({
    ...{ environment, name: 'prove', logger, metrics, clock, signal },
  }).catch(() => null);
  if (bus === null) return null;
  try {
    return await waitFor(answerMsMax, async () => {
      const storage = await bus.storage().catch(() => null);
      return storage?.origin ?? null;
    });
  } finally {
    await bus.close();
  }
}
