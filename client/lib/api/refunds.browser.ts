import { browserGet } from './browser';
import { withQuery } from './query';
import type { RefundProgress } from './seller-money';
import type { Money, Page, Ticket } from './types';

const PAGES_MAX = 20;

/** Where an organiser asks how far the refunds of their cancelled Event are. */
export const refundProgressOf = (eventId: string): string =>
  withQuery('/api/orders/refund-progress', { eventId });

export interface RefundProgressAnswer {
  refundProgress: RefundProgress;
}

/** The price of every ticket of an Event that is sold now. */
export async function soldPrices(eventId: string): Promise<Money[]> {
  const prices: Money[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const query = { eventId, status: 'sold', limit: 100, cursor };
    const answer = await browserGet<Page<Ticket>>(withQuery('/api/tickets', query));
    prices.push(...answer.items.map(({ price }) => price));
    if (answer.nextCursor === null) break;
    cursor = answer.nextCursor;
  }
  return prices;
}
