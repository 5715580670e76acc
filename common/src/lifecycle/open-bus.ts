import { createInProcessBus } from '../bus/index.js';
import type { Bus, Durable } from '../bus/port.js';
import { aggregateTypes } from '../contracts/domain-event.js';
import type { Logger } from '../logging/index.js';
import type { Database } from '../mongo/index.js';
import { outboxHistory } from '../outbox/index.js';
import { type BrokerBusOptions, openBrokerBus } from './open-broker-bus.js';

/**
 * Stands for the other services' consumers. It never subscribes here, so nothing counts as
 * published that they have not seen: rows wait in the outbox for a process that hosts them all.
 */
const consumersElsewhere: Durable = { name: 'consumers of other processes', aggregateTypes };

/** The bus of a process that hosts one service, ready to be used. */
export async function openBus(
  options: BrokerBusOptions & { readonly database: Database | null },
): Promise<Bus> {
  if (options.environment.BUS !== 'in-process') return openBrokerBus(options);
  return openBusOfOne(options.database, options.logger);
}

function openBusOfOne(database: Database | null, logger: Logger): Bus {
  logger.warn(
    'BUS=in-process: this process hosts one service alone, so nothing is relayed to others; ' +
      'domain events wait in the outbox until the composition (npm start) runs on this database',
  );
  const bus = createInProcessBus({
    requiredDurables: [consumersElsewhere],
    histories: database === null ? [] : [outboxHistory(database)],
    logger,
  });
  // Nobody publishes here, so a consumer may subscribe and will be brought nothing.
  return { ...bus, subscribe: async () => ({ stop: async () => undefined }) };
}
