import 'server-only';
import { serverGet } from './server';
import type { Page, SellerTicket } from './types';

export type SellerQuery = { cursor?: string | undefined; limit?: number | undefined };

/** The reader's own tickets, with asking price and order state. */
export const listMyTickets = (query: SellerQuery = {}): Promise<Page<SellerTicket>> =>
  serverGet('/api/tickets/mine', query);
