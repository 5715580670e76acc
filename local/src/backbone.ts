import { type Bus, createInProcessBus } from '@marquee/common/bus';
import { type Clock, systemClock } from '@marquee/common/clock';
import { createLogger, type Logger } from '@marquee/common/logging';
import { createMetrics, type Metrics } from '@marquee/common/metrics';
import { type Database, openDatabase } from '@marquee/common/mongo';
import { outboxHistory } from '@marquee/common/outbox';
import { createSessions, type Sessions } from '@marquee/common/session';
import type { MarketplaceConfig } from './config.js';
import { requiredDurables } from './required-durables.js';
import type { Secrets } from './secrets.js';
import { createTeardown } from './teardown.js';

/** One database each, as in every other deployment; `marquee` is for what only we remember (`local` is MongoDB's own). */
export const databaseNames = [
  'auth',
  'tickets',
  'orders',
  'payments',
  'sandbox',
  'marquee',
] as const;
type Databases = Readonly<Record<(typeof databaseNames)[number], Database>>;

/** What all services of this process stand on. */
export interface Backbone {
  readonly databases: Databases;
  readonly bus: Bus;
  readonly sessions: Sessions;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
  isReady(): boolean;
  close(): Promise<void>;
}

export interface BackboneOptions {
  readonly config: MarketplaceConfig;
  readonly secrets: Secrets;
  readonly mongoUrl: string;
  /** Before every database's name: tests share one server. */
  readonly databasePrefix: string;
}

export async function openBackbone(options: BackboneOptions): Promise<Backbone> {
  const { config, secrets, mongoUrl, databasePrefix } = options;
  const clock = systemClock;
  const logger = createLogger({ name: 'local', level: config.logLevel, pretty: true });
  const teardown = createTeardown();
  const opened = await Promise.all(
    databaseNames.map(async (name) => {
      const database = await openDatabase({
        url: mongoUrl,
        name: `${databasePrefix}${name}`,
        logger,
      });
      teardown.add(`database ${name}`, () => database.close());
      return [name, database] as const;
    }),
  ).catch(async (error: unknown) => {
    await teardown.run();
    throw error;
  });
  const databases = Object.fromEntries(opened) as Databases;

  const { auth, tickets, orders, payments } = databases;
  const histories = [auth, tickets, orders, payments].map(outboxHistory);
  const bus = createInProcessBus({ requiredDurables, histories, logger });
  teardown.add('bus', () => bus.close());
  const sessions = createSessions({ keys: secrets.sessionKeys, clock, logger });
  const revocations = await sessions.followRevocations(bus);
  teardown.add('revocations', () => revocations.stop());
  return {
    databases,
    bus,
    sessions,
    logger,
    metrics: createMetrics(),
    clock,
    isReady: () => bus.isReady() && Object.values(databases).every((database) => database.isUp()),
    close: teardown.run,
  };
}
