import type { Durable } from '@marquee/common/bus';

/**
 * The consumers that must have an event before its outbox row counts as published. They are all
 * hosted by this process: the bus refuses a consumer that is missing here, and is not ready while
 * one that stands here is missing.
 */
export const requiredDurables: readonly Durable[] = [
  { name: 'tickets.inventory', aggregateTypes: ['inventory'] },
  { name: 'orders.event', aggregateTypes: ['event'] },
  { name: 'orders.ticket', aggregateTypes: ['ticket'] },
  { name: 'orders.payment', aggregateTypes: ['payment'] },
  { name: 'payments.event', aggregateTypes: ['event'] },
  { name: 'payments.order', aggregateTypes: ['order'] },
  { name: 'notifications.user', aggregateTypes: ['user'] },
  { name: 'notifications.event', aggregateTypes: ['event'] },
  { name: 'notifications.order', aggregateTypes: ['order'] },
  { name: 'notifications.payment', aggregateTypes: ['payment'] },
];
