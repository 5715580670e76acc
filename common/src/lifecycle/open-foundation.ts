import type { Bus } from '../bus/port.js';
import type { Clock } from '../clock.js';
import type { StatelessEnvironment } from '../config/service-environment.js';
import { createInternalServer } from '../http/internal-server.js';
import type { Logger } from '../logging/index.js';
import type { Metrics } from '../metrics/index.js';
import { type Database, openDatabase } from '../mongo/index.js';
import { openBus } from './open-bus.js';
import type { UndoStack } from './undo-stack.js';

export interface FoundationOptions {
  /** Of the service and its database. */
  readonly name: string;
  readonly environment: StatelessEnvironment;
  /** Null for a service without a database. */
  readonly mongoUrl: string | null;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
  /** Given the way to close each part as soon as it is open. */
  readonly undo: UndoStack;
}

/** What a service of its own process stands on. */
export interface Foundation {
  /** Null for a service that owns nothing. */
  readonly database: Database | null;
  readonly bus: Bus;
  readonly internalPort: number;
  /** Whether the process has started; ready is it only while database and bus are there as well. */
  announce(isStarted: boolean): void;
}

/**
 * Opens the internal port, then waits for MongoDB, then for the broker. The port comes first, so
 * that a process that waits for others is known to be alive and not ready.
 */
export async function openFoundation(options: FoundationOptions): Promise<Foundation> {
  const { name, environment, mongoUrl, logger, metrics, clock, undo } = options;
  let isStarted = false;
  let database: Database | null = null;
  let bus: Bus | null = null;
  // Who only answers requests leaves its events in the outbox, if it has one: once it has started, which
  // it does not without the revocations of the broker, it is ready without it.
  const canDoWithout = environment.ROLE === 'api' && mongoUrl !== null;
  const needsBroker = !canDoWithout && environment.BUS !== 'in-process';
  const internal = createInternalServer({
    port: environment.INTERNAL_PORT,
    checks: {
      started: () => isStarted,
      database: () => mongoUrl === null || database?.isUp() === true,
      bus: () => !needsBroker || bus?.isReady() === true,
    },
    metrics,
  });
  await internal.start();
  undo.push(() => internal.stop());

  if (mongoUrl !== null) {
    const waitMsMax = Number.POSITIVE_INFINITY;
    const opened = await openDatabase({ url: mongoUrl, name, logger, waitMsMax });
    undo.push(() => opened.close());
    database = opened;
  }
  const openedBus = await openBus({ environment, name, database, logger, metrics, clock });
  undo.push(() => openedBus.close());
  bus = openedBus;
  return {
    ...{ database, bus, internalPort: internal.port() },
    announce: (nowStarted) => {
      isStarted = nowStarted;
    },
  };
}
