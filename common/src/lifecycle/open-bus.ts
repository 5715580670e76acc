import { createInProcessBus } from '../bus/index.js';
import type { Bus, Durable } from '../bus/port.js';
import { ConfigurationError } from '../config/read-environment.js';
import type { ServiceEnvironment } from '../config/service-environment.js';
import { aggregateTypes } from '../contracts/domain-event.js';
import type { Logger } from '../logging/index.js';
import type { Database } from '../mongo/index.js';
import { outboxHistory } from '../outbox/index.js';

/**
 * Stands for the other services' consumers. It never subscribes here, so nothing counts as
 * published that they have not seen: rows wait in the outbox for a process that hosts them all.
 */
const consumersElsewhere: Durable = { name: 'consumers of other processes', aggregateTypes };

/** The bus of a process that hosts one service. Throws ConfigurationError for one we lack. */
export function openBus(environment: ServiceEnvironment, database: Database, logger: Logger): Bus {
  if (environment.BUS !== 'in-process') {
    throw new ConfigurationError(
      `BUS=${environment.BUS} is not there yet: this version has only the in-process bus`,
    );
  }
  logger.warn(
    'BUS=in-process: this process hosts one service alone, so nothing is relayed to others; ' +
      'domain events wait in the outbox until the composition (npm start) runs on this database',
  );
  const bus = createInProcessBus({
    requiredDurables: [consumersElsewhere],
    histories: [outboxHistory(database)],
    logger,
  });
  // Nobody publishes here, so a consumer may subscribe and will be brought nothing.
  return { ...bus, subscribe: async () => ({ stop: async () => undefined }) };
}
