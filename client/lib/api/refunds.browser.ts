import { browserGet } from './browser';
import { readPages } from './list-read';
import { withQuery } from './query';
import type { RefundProgress } from './seller-money';
import type { Money, Page, Ticket } from './types';

/** Where an organiser asks how far the refunds of their cancelled Event are. */
export const refundProgressOf = (eventId: string): string =>
  withQuery('/api/orders/refund-progress', { eventId });

export interface RefundProgressAnswer {
  refundProgress: RefundProgress;
}

/** More are not counted one by one. */
const soldMax = 10_000;

/** The price of every ticket of an Event that is sold now. Throws where they are too many. */
export async function soldPrices(eventId: string): Promise<Money[]> {
  const { items, leftOut } = await readPages(
    (query) =>
      browserGet<Page<Ticket>>(withQuery('/api/tickets', { ...query, eventId, status: 'sold' })),
    soldMax,
  );
  if (leftOut !== 'nothing') throw new Error(`More than ${soldMax} tickets are sold`);
  return items.map(({ price }) => price);
}
