import type { LiveTopic } from './use-live';

/** An order's page hears of the order; how its payment goes it sees from the order's own state. */
export const topicsOfOrder = (orderId: string): LiveTopic[] => [
  { kind: 'own', object: 'order', id: orderId },
];
