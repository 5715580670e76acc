import { createServer } from 'node:http';
import type { Bus } from '../bus/port.js';
import { type Clock, systemClock } from '../clock.js';
import type { ServiceEnvironment, StatelessEnvironment } from '../config/service-environment.js';
import { type ApiOptions, createApi } from '../http/create-api.js';
import { closeServer, listen } from '../http/listen.js';
import { createLogger, type Logger } from '../logging/index.js';
import { createMetrics, type Metrics } from '../metrics/index.js';
import type { Database } from '../mongo/index.js';
import { createLeaseWatchdog } from '../outbox/index.js';
import { createSessions, type Sessions } from '../session/create-sessions.js';
import { openFoundation } from './open-foundation.js';
import type { Service } from './service.js';
import { startPatiently } from './start-patiently.js';
import { createUndoStack, type UndoStack } from './undo-stack.js';

/** What the factory of a service that owns nothing is given. */
export interface StatelessDependencies {
  readonly bus: Bus;
  readonly sessions: Sessions;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
}

/** What every other service's factory is given, besides its own configuration. */
export interface ServiceDependencies extends StatelessDependencies {
  readonly database: Database;
}

interface StatefulProcess {
  /** Also the name of its database. */
  readonly name: string;
  readonly database?: true;
  /** False for a service that only listens: nobody watches over a relay that is not to be. */
  readonly outbox?: false;
  readonly environment: ServiceEnvironment;
  readonly create: (dependencies: ServiceDependencies) => Service;
}

interface StatelessProcess {
  readonly name: string;
  readonly database: false;
  readonly environment: StatelessEnvironment;
  readonly create: (dependencies: StatelessDependencies) => Service;
}

export type ServiceProcess = StatefulProcess | StatelessProcess;

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
export async function startService(process: ServiceProcess): Promise<RunningService> {
  const { name, environment } = process;
  const { ROLE, SETTLE_MS } = environment;
  const mongoUrl = process.database === false ? null : process.environment.MONGO_URL;
  const clock = systemClock;
  const metrics = createMetrics();
  const logger = createLogger({ name, level: environment.LOG_LEVEL });
  const undo = createUndoStack();
  try {
    const tools = { logger, metrics, clock };
    const foundation = await openFoundation({ name, environment, mongoUrl, ...tools, undo });
    const { database, bus, internalPort } = foundation;
    const sessions = createSessions({ keys: environment.SESSION_KEYS, clock, logger });
    const service = createService(process, { bus, sessions, ...tools }, database);
    await startPatiently(service, ROLE, tools);
    undo.push(() => service.stop());
    if (bus.isShared && database !== null && relays(process)) {
      // In every role: a relay that is not there cannot say so itself.
      const watchdog = createLeaseWatchdog({ database, ...tools });
      await watchdog.start();
      undo.push(() => watchdog.stop());
    }
    const revocations = await sessions.followRevocations(bus);
    undo.push(() => revocations.stop());

    const api = { name, services: [service], sessions, ...tools };
    const port = ROLE === 'worker' ? undefined : await serve(environment, service, api, undo);
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

function relays(process: ServiceProcess): boolean {
  return process.database !== false && process.outbox !== false;
}

type Api = Omit<ApiOptions, 'publicUrl' | 'mode' | 'trustProxy'>;

function createService(
  process: ServiceProcess,
  dependencies: StatelessDependencies,
  database: Database | null,
): Service {
  if (process.database === false) return process.create(dependencies);
  if (database === null) throw new TypeError(`${process.name} was started without its database`);
  return process.create({ ...dependencies, database });
}

async function serve(
  environment: StatelessEnvironment,
  service: Service,
  api: Api,
  undo: UndoStack,
): Promise<number> {
  const { PUBLIC_URL: publicUrl, MARQUEE_MODE: mode, TRUST_PROXY: trustProxy } = environment;
  const before = service.pages === undefined ? {} : { before: [service.pages] };
  const server = createServer(createApi({ ...api, ...before, publicUrl, mode, trustProxy }));
  const attachment = service.attach?.(server);
  const port = await listen(server, environment.PORT);
  undo.push(async () => {
    const closed = closeServer(server, requestGraceMs);
    attachment?.detach();
    await closed;
  });
  return port;
}
