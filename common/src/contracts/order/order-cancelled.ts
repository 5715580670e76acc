import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { orderExample, orderState } from './state.js';

/** The buyer let go, the Event was cancelled, or the capture is finally impossible. */
export const orderCancelled = defineDomainEvent({
  type: 'OrderCancelled',
  aggregateType: 'order',
  schemaVersion: 1,
  summary: 'The buyer let go, the Event was cancelled, or the capture is finally impossible.',
  schema: orderState,
  example: { ...orderExample, status: 'cancelled' },
});
export type OrderCancelled = DomainEventOf<typeof orderCancelled>;
