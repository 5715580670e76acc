import type { BusEnvironment } from '@marquee/common/config';
import { createApi } from '@marquee/common/http';
import { openBackbone } from '../src/backbone.js';
import { readConfig } from '../src/config.js';
import { openFrontDoor } from '../src/front-door.js';
import { createServices, stopServices } from '../src/services.js';
import { startStripeSide } from '../src/stripe.js';
import { createTeardown } from '../src/teardown.js';
import type { TestMarketplace } from './composition.js';

export interface ApiFront {
  readonly url: string;
  stop(): Promise<void>;
}

/** Every service with ROLE=api: it answers and writes outboxes, and neither relays nor consumes. */
export async function startApiFront(
  { secrets, mongoUrl, databasePrefix, dataDir }: TestMarketplace,
  bus: BusEnvironment,
): Promise<ApiFront> {
  const publicUrl = 'http://localhost';
  const config = readConfig({ DATA_DIR: dataDir, RATE_LIMIT: 'off', LOG_LEVEL: 'error' });
  const teardown = createTeardown();
  const place = { config, secrets, mongoUrl, databasePrefix, bus, signal: undefined };
  const backbone = await openBackbone(place);
  teardown.add('databases and bus', backbone.close);
  const stripe = await startStripeSide(backbone, config, { secrets, publicUrl });
  teardown.add('Stripe sandbox', stripe.close);
  const services = createServices(backbone, { ...config, publicUrl }, stripe.payments);
  teardown.add('services', () => stopServices(services));
  await Promise.all(services.map((service) => service.start('api')));
  const api = createApi({
    ...backbone,
    name: 'api',
    services,
    publicUrl,
    mode: 'ci',
    trustProxy: 1,
  });
  const door = await openFrontDoor({ port: 0, handlers: [...stripe.handlers, api] });
  teardown.add('front door', door.close);
  return { url: `http://127.0.0.1:${door.port}`, stop: teardown.run };
}
