import { decodeCursor, type Page, pageOf } from '@marquee/common/http';
import { type EventId, isUuidV7, type UserId } from '@marquee/common/ids';
import { z } from 'zod';
import type { Catalogue } from '../../data/catalogue.js';
import { type SellerTicketView, sellerViewOf } from '../../domain/ticket-view.js';

export interface MyTickets {
  readonly eventId?: EventId;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const cursorShape = z.tuple([z.string().refine(isUuidV7)]);

/** What somebody has listed, newest first, whatever became of it. */
export async function myTickets(
  { searchTickets }: Catalogue,
  sellerId: UserId,
  { cursor, limit, ...wanted }: MyTickets,
): Promise<Page<SellerTicketView>> {
  const after = cursor === undefined ? {} : { afterId: decodeCursor(cursor, cursorShape)[0] };
  const rows = await searchTickets.ofSeller({ ...wanted, ...after, sellerId, limit: limit + 1 });
  return pageOf(rows, limit, { view: sellerViewOf, cursor: ({ id }) => [id] });
}
