import { createServer } from 'node:http';
import type { Bus } from '../bus/port.js';
import { type Clock, systemClock } from '../clock.js';
import type { ServiceEnvironment } from '../config/service-environment.js';
import { createApi } from '../http/create-api.js';
import { createInternalServer } from '../http/internal-server.js';
import { closeServer, listen } from '../http/listen.js';
import { createLogger, type Logger } from '../logging/index.js';
import { createMetrics, type Metrics } from '../metrics/index.js';
import { type Database, openDatabase } from '../mongo/index.js';
import { createSessions, type Sessions } from '../session/create-sessions.js';
import { openBus } from './open-bus.js';
import type { Service } from './service.js';
import { createUndoStack } from './undo-stack.js';

/** What every service's factory is given, besides its own configuration. */
export interface ServiceDependencies {
  readonly database: Database;
  readonly bus: Bus;
  readonly sessions: Sessions;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
}

export interface ServiceProcess {
  /** Also the name of its database. */
  readonly name: string;
  readonly environment: ServiceEnvironment;
  readonly create: (dependencies: ServiceDependencies) => Service;
}

export interface RunningService {
  readonly logger: Logger;
  /** Undefined in the role `worker`, which answers nobody. */
  readonly port: number | undefined;
  readonly internalPort: number;
  /** Readiness off, settle, HTTP, consumers, jobs, bus, database: each ends before the next. */
  stop(): Promise<void>;
}

const requestGraceMs = 5_000;

/** Starts one service alone in this process. What was started is stopped again on a failure. */
export async function startService({
  name,
  environment,
  create,
}: ServiceProcess): Promise<RunningService> {
  const { ROLE, PUBLIC_URL, MARQUEE_MODE, SETTLE_MS } = environment;
  const clock = systemClock;
  const metrics = createMetrics();
  const logger = createLogger({ name, level: environment.LOG_LEVEL });
  const undo = createUndoStack();
  let ready = false;
  try {
    const database = await openDatabase({ url: environment.MONGO_URL, name, logger });
    undo.push(() => database.close());
    const checks = { started: () => ready, database: () => database.isUp() };
    const internal = createInternalServer({ port: environment.INTERNAL_PORT, checks, metrics });
    await internal.start();
    undo.push(() => internal.stop());

    const bus = openBus(environment, database, logger);
    undo.push(() => bus.close());
    const sessions = createSessions({ keys: environment.SESSION_KEYS, clock, logger });
    const service = create({ database, bus, sessions, logger, metrics, clock });
    await service.start(ROLE);
    undo.push(() => service.stop());
    const revocations = await sessions.followRevocations(bus);
    undo.push(() => revocations.stop());

    let port: number | undefined;
    if (ROLE !== 'worker') {
      const server = createServer(
        createApi({
          name,
          services: [service],
          sessions,
          publicUrl: PUBLIC_URL,
          mode: MARQUEE_MODE,
          trustProxy: environment.TRUST_PROXY,
          logger,
          metrics,
          clock,
        }),
      );
      port = await listen(server, environment.PORT);
      undo.push(() => closeServer(server, requestGraceMs));
    }
    ready = true;
    undo.push(async () => {
      ready = false;
      await clock.sleep(SETTLE_MS);
    });
    logger.info({ role: ROLE, port, internalPort: internal.port() }, `${name} is ready`);
    return { logger, port, internalPort: internal.port(), stop: () => undo.run() };
  } catch (error) {
    await undo.run();
    throw error;
  }
}
