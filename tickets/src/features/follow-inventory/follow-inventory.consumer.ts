import type { Bus } from '@marquee/common/bus';
import { createStateConsumer } from '@marquee/common/inbox';
import type { Logger } from '@marquee/common/logging';
import type { Metrics } from '@marquee/common/metrics';
import type { Catalogue } from '../../data/catalogue.js';
import { followInventory } from './follow-inventory.js';

export function followInventoryConsumer(
  catalogue: Catalogue,
  { bus, logger, metrics }: { bus: Bus; logger: Logger; metrics: Metrics },
): ReturnType<typeof createStateConsumer> {
  return createStateConsumer({
    name: 'tickets.inventory',
    aggregateTypes: ['inventory'],
    database: catalogue.database,
    bus,
    logger,
    metrics,
    apply: (session, domainEvents) => followInventory(catalogue, session, domainEvents),
  });
}
