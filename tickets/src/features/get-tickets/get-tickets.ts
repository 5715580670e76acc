import { decodeCursor, type Page, pageOf } from '@marquee/common/http';
import type { EventId, UserId } from '@marquee/common/ids';
import { z } from 'zod';
import type { Catalogue } from '../../data/catalogue.js';
import { positionOf, type TicketPosition, type TicketSort } from '../../data/ticket-search.js';
import type { TicketStatus } from '../../domain/ticket.js';
import { publicViewOf, sellerViewOf, type TicketView } from '../../domain/ticket-view.js';
import { whoseTickets } from './whose-tickets.js';

export interface GetTickets {
  readonly eventId: EventId;
  readonly status?: TicketStatus;
  readonly section?: string;
  readonly maxPrice?: number;
  readonly sort?: TicketSort;
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly viewerId?: UserId | undefined;
}

const positionShapes = {
  price: z.tuple([z.literal('price'), z.number(), z.string()]),
  seat: z.tuple([z.literal('seat'), z.string(), z.string()]),
} as const;

/** A page of an Event's Tickets, as everybody sees them. Throws `not_found` for an unknown Event. */
export async function getTickets(
  { events, searchTickets }: Catalogue,
  { status, sort = 'price', cursor, limit, viewerId, ...wanted }: GetTickets,
): Promise<Page<TicketView>> {
  const after = cursor === undefined ? {} : { after: decodePosition(cursor, sort) };
  const whose = whoseTickets(status, viewerId);
  await events.get(wanted.eventId);
  if (whose === null) return { items: [], nextCursor: null };
  const { ownOnly, ...filter } = whose;
  const rows = await searchTickets.forEvent({
    ...wanted,
    ...filter,
    ...after,
    sort,
    limit: limit + 1,
  });
  return pageOf(rows, limit, {
    view: ownOnly ? sellerViewOf : publicViewOf,
    cursor: (last) => encodePosition(positionOf(last, sort), sort),
  });
}

function encodePosition({ key, id }: TicketPosition, sort: TicketSort): readonly unknown[] {
  return [sort, key, id];
}

/** A cursor continues the order it was made for, and no other. Throws `invalid_request`. */
function decodePosition(cursor: string, sort: TicketSort): TicketPosition {
  const [, key, id] = decodeCursor<z.ZodType<readonly [string, number | string, string]>>(
    cursor,
    positionShapes[sort],
  );
  return { key, id };
}
