import { createApi } from '@marquee/common/http';
import { openBackbone } from './backbone.js';
import { prepareClient } from './client-handler.js';
import type { MarketplaceConfig } from './config.js';
import { lockDataDir } from './data-dir.js';
import { startBroker } from './embedded-broker.js';
import { startEmbeddedMongo } from './embedded-mongo.js';
import { givenServer } from './embedded-server.js';
import { openFrontDoor } from './front-door.js';
import { openInternalDoor } from './internal-door.js';
import { assertPortFree, choosePort } from './port.js';
import { refuseBesideRelays } from './refuse-beside-relays.js';
import { loadSecrets, type Secrets } from './secrets.js';
import { describeDemoAccounts } from './seed/demo-accounts.js';
import { seedThroughPrivateDoor } from './seed/private-door.js';
import {
  attachmentsOf,
  createServices,
  pagesOf,
  startLeaseWatchdogs,
  startServices,
  stopServices,
} from './services.js';
import { takeSoleMarketplace } from './sole-marketplace.js';
import { startStripeSide } from './stripe.js';
import { createTeardown, type Teardown } from './teardown.js';

export interface StartOptions {
  /** Told each step, one line at a time, for a person. */
  readonly say?: (line: string) => void;
  /** Ends a start between two steps; what was started is stopped. */
  readonly signal?: AbortSignal;
  /** False leaves the pages out: tests and the bench start in a second or two. */
  readonly client?: boolean;
  readonly databasePrefix?: string;
}

export interface Marketplace {
  /** What people type. */
  readonly url: string;
  /** /livez, /readyz and /metrics, on loopback. */
  readonly internalUrl: string;
  readonly mongoUrl: string;
  readonly secrets: Secrets;
  /** Settles with the reason when something we cannot work without has gone. */
  readonly failed: Promise<string>;
  /** Stops everything in order; safe to call twice. */
  stop(): Promise<void>;
}

/**
 * The whole marketplace behind one port, in this process, with its database, and a broker if it is
 * asked for one, beside it.
 * @throws {StartRefused} when the port or the data directory belongs to somebody else
 */
export async function startMarketplace(
  config: MarketplaceConfig,
  options: StartOptions = {},
): Promise<Marketplace> {
  const teardown = createTeardown();
  try {
    return await startInOrder(config, options, teardown);
  } catch (error) {
    await teardown.run();
    throw error;
  }
}

async function startInOrder(
  config: MarketplaceConfig,
  { say = () => {}, signal, client = true, databasePrefix = '' }: StartOptions,
  teardown: Teardown,
): Promise<Marketplace> {
  /** Remembers how to stop what was just started, and stops here when that was asked for. */
  const started = (name: string, close: () => Promise<void>) => {
    teardown.add(name, close);
    signal?.throwIfAborted();
  };

  const port = await choosePort(config.port);
  const url = config.publicUrl ?? `http://localhost:${port}`;
  const lock = await lockDataDir(config.dataDir, url);
  started('data directory', lock.release);
  await assertPortFree(port);
  const secrets = await loadSecrets(config.dataDir);

  const mongo =
    config.mongoUrl === null
      ? await startEmbeddedMongo(config.dataDir, say)
      : givenServer(config.mongoUrl);
  started('MongoDB', mongo.stop);
  const broker = await startBroker(config.bus, config.dataDir, say);
  started('broker', broker.stop);

  const place = { mongoUrl: mongo.url, bus: broker.settings, databasePrefix };
  const backbone = await openBackbone({ config, secrets, signal, ...place });
  started('databases and bus', backbone.close);
  const sole = await takeSoleMarketplace({
    ...{ database: backbone.databases.marquee, clock: backbone.clock, logger: backbone.logger },
    ...{ url, isSole: !backbone.bus.isShared, isOurServer: config.mongoUrl === null },
  });
  started('right to relay', sole.release);
  if (!backbone.bus.isShared && config.mongoUrl !== null) {
    const { auth, tickets, orders, payments } = backbone.databases;
    await refuseBesideRelays([auth, tickets, orders, payments], backbone.clock);
  }
  const stripe = await startStripeSide(backbone, config, { secrets, publicUrl: url, port });
  started('Stripe sandbox', stripe.close);
  const services = createServices(backbone, { ...config, publicUrl: url }, stripe.payments);
  await startServices(services);
  started('services', () => stopServices(services));
  const watchdogs = await startLeaseWatchdogs(backbone);
  started('lease watchdogs', watchdogs.stop);
  say(`Services: ${services.map(({ name }) => name).join(', ')} are up`);

  const { logger, metrics, clock, sessions } = backbone;
  const face = { name: 'local', services, sessions, logger, metrics, clock };
  const { mode, trustProxy } = config;
  const api = createApi({ ...face, publicUrl: url, mode, trustProxy });
  const internal = await openInternalDoor(config.internalPort, backbone);
  started('internal port', internal.close);

  if (config.seedDemo)
    await seedThroughPrivateDoor({ face, backbone, sandboxHandlers: stripe.handlers, say });
  signal?.throwIfAborted();

  const handlers = [...stripe.handlers, ...pagesOf(services), api];
  if (client) {
    const pages = await prepareClient({ port, publicUrl: url, stripe: config.stripe });
    started('client', pages.close);
    handlers.push(pages.handle);
  }
  const door = await openFrontDoor({ port, handlers, attach: attachmentsOf(services) });
  started('front door', door.close);

  internal.announceReady();
  if (config.seedDemo && mode === 'local') describeDemoAccounts().forEach(say);
  say(`Marquee is ready at ${url}`);
  return {
    url,
    internalUrl: internal.url,
    mongoUrl: mongo.url,
    secrets,
    failed: Promise.race([mongo.died, broker.died, sole.lost]),
    async stop() {
      internal.announceStopping();
      await teardown.run();
    },
  };
}
