import { createServer } from 'node:http';
import type { Bus } from '../bus/port.js';
import { type Clock, systemClock } from '../clock.js';
import type { ServiceEnvironment } from '../config/service-environment.js';
import { type ApiOptions, createApi } from '../http/create-api.js';
import { closeServer, listen } from '../http/listen.js';
import { createLogger, type Logger } from '../logging/index.js';
import { createMetrics, type Metrics } from '../metrics/index.js';
import type { Database } from '../mongo/index.js';
import { createLeaseWatchdog } from '../outbox/index.js';
import { createSessions, type Sessions } from '../session/create-sessions.js';
import { openFoundation } from './open-foundation.js';
import type { Service } from './service.js';
import { createUndoStack, type UndoStack } from './undo-stack.js';

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
  /** Readiness off, settle, HTTP, consumers, relay, bus, database: each ends before the next. */
  stop(): Promise<void>;
}

const requestGraceMs = 5_000;

/** Starts one service alone in this process. What was started is stopped again on a failure. */
export async function startService({
  name,
  environment,
  create,
}: ServiceProcess): Promise<RunningService> {
  const { ROLE, SETTLE_MS } = environment;
  const clock = systemClock;
  const metrics = createMetrics();
  const logger = createLogger({ name, level: environment.LOG_LEVEL });
  const undo = createUndoStack();
  try {
    const foundation = await openFoundation({ name, environment, logger, metrics, clock, undo });
    const { database, bus, internalPort } = foundation;
    const sessions = createSessions({ keys: environment.SESSION_KEYS, clock, logger });
    const service = create({ database, bus, sessions, logger, metrics, clock });
    await service.start(ROLE);
    undo.push(() => service.stop());
    if (bus.isShared) {
      // In every role: a relay that is not there cannot say so itself.
      const watchdog = createLeaseWatchdog({ database, logger, metrics, clock });
      await watchdog.start();
      undo.push(() => watchdog.stop());
    }
    const revocations = await sessions.followRevocations(bus);
    undo.push(() => revocations.stop());

    const api = { name, services: [service], sessions, logger, metrics, clock };
    const port = ROLE === 'worker' ? undefined : await serve(environment, api, undo);
    foundation.announce(true);
    undo.push(async () => {
      foundation.announce(false);
      await clock.sleep(SETTLE_MS);
    });
    logger.info({ role: ROLE, port, internalPort }, `${name} is ready`);
    return { logger, port, internalPort, stop: () => undo.run() };
  } catch (error) {
    await undo.run();
    throw error;
  }
}

type Api = Omit<ApiOptions, 'publicUrl' | 'mode' | 'trustProxy'>;

async function serve(environment: ServiceEnvironment, api: Api, undo: UndoStack): Promise<number> {
  const { PUBLIC_URL: publicUrl, MARQUEE_MODE: mode, TRUST_PROXY: trustProxy } = environment;
  const server = createServer(createApi({ ...api, publicUrl, mode, trustProxy }));
  const port = await listen(server, environment.PORT);
  undo.push(() => closeServer(server, requestGraceMs));
  return port;
}
