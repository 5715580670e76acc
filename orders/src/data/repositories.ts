import type { Outbox } from '@marquee/common/outbox';
import { createChangesRepository } from './changes.repository.js';
import { createHandsRepository } from './hands.repository.js';
import { createInventoryRepository } from './inventory.repository.js';
import type { OrdersModels } from './models.js';
import { createOrderRepository } from './order.repository.js';
import { createRefundRepository } from './refund.repository.js';
import { createRoundRepository } from './round.repository.js';
import { createSalesEventRepository } from './sales-event.repository.js';

/** Every repository of the service over one set of models. */
export function createRepositories(models: OrdersModels, outbox: Outbox) {
  return {
    changes: createChangesRepository(models, outbox),
    hands: createHandsRepository(models),
    inventory: createInventoryRepository(models),
    orders: createOrderRepository(models),
    refunds: createRefundRepository(models),
    events: createSalesEventRepository(models),
    rounds: createRoundRepository(models),
    /** Whether a Ticket or an Event has arrived here. */
    async isKnown(id: string): Promise<boolean> {
      const found = await models.inventory.exists({ _id: id });
      return found !== null || (await models.events.exists({ _id: id })) !== null;
    },
  };
}
export type Repositories = ReturnType<typeof createRepositories>;
