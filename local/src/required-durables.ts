import type { Durable } from '@marquee/common/bus';

/**
 * The consumers that must have an event before its outbox row counts as published. They are all
 * hosted by this process; a test compares this list with what the services subscribe to.
 */
export const requiredDurables: readonly Durable[] = [
  { name: 'tickets.inventory', aggregateTypes: ['inventory'] },
  { name: 'orders.event', aggregateTypes: ['event'] },
  { name: 'orders.ticket', aggregateTypes: ['ticket'] },
  { name: 'orders.payment', aggregateTypes: ['payment'] },
  { name: 'payments.order', aggregateTypes: ['order'] },
];
