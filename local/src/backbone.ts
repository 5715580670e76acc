import { type Bus, createInProcessBus } from '@marquee/common/bus';
import { type Clock, systemClock } from '@marquee/common/clock';
import type { BusEnvironment } from '@marquee/common/config';
import { openBrokerBus } from '@marquee/common/lifecycle';
import { createLogger, type Logger } from '@marquee/common/logging';
import { createMetrics, type Metrics } from '@marquee/common/metrics';
import { type Database, openDatabase } from '@marquee/common/mongo';
import { outboxHistory } from '@marquee/common/outbox';
import { createSessions, type Sessions } from '@marquee/common/session';
import type { MarketplaceConfig } from './config.js';
import { requiredDurables } from './required-durables.js';
import type { Secrets } from './secrets.js';
import { createTeardown, type Teardown } from './teardown.js';

/** One database each, as in every other deployment; `marquee` is for what only we remember (`local` is MongoDB's own). */
export const databaseNames = [
  'auth',
  'tickets',
  'orders',
  'payments',
  'notifications',
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
  /** Where the broker is, if there is one. */
  readonly bus: BusEnvironment;
  /** Ends the wait for a broker. */
  readonly signal: AbortSignal | undefined;
  /** Before every database's name: tests share one server. */
  readonly databasePrefix: string;
}

export async function openBackbone(options: BackboneOptions): Promise<Backbone> {
  const teardown = createTeardown();
  try {
    return await openInOrder(options, teardown);
  } catch (error) {
    await teardown.run();
    throw error;
  }
}

async function openInOrder(options: BackboneOptions, teardown: Teardown): Promise<Backbone> {
  const { config, secrets } = options;
  const clock = systemClock;
  const logger = createLogger({ name: 'local', level: config.logLevel, pretty: true });
  const metrics = createMetrics();
  const databases = await openDatabases(options, logger, teardown);
  const bus = await openBus({ ...options, databases, logger, metrics, clock });
  teardown.add('bus', () => bus.close());
  const sessions = createSessions({ keys: secrets.sessionKeys, clock, logger });
  const revocations = await sessions.followRevocations(bus);
  teardown.add('revocations', () => revocations.stop());
  return {
    ...{ databases, bus, sessions, logger, metrics, clock },
    isReady: () => bus.isReady() && Object.values(databases).every((database) => database.isUp()),
    close: teardown.run,
  };
}

async function openDatabases(
  { mongoUrl, databasePrefix }: BackboneOptions,
  logger: Logger,
  teardown: Teardown,
): Promise<Databases> {
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
  );
  return Object.fromEntries(opened) as Databases;
}

type BusOptions = BackboneOptions & Pick<Backbone, 'databases' | 'logger' | 'metrics' | 'clock'>;

/** One connection for all services of this process. */
async function openBus({ bus: environment, ...options }: BusOptions): Promise<Bus> {
  const { databases, logger, metrics, clock, signal } = options;
  if (environment.BUS !== 'in-process') {
    const ending = signal === undefined ? {} : { signal };
    return openBrokerBus({ environment, name: 'local', logger, metrics, clock, ...ending });
  }
  const { auth, tickets, orders, payments } = databases;
  const histories = [auth, tickets, orders, payments].map(outboxHistory);
  return createInProcessBus({ requiredDurables, histories, logger });
}
