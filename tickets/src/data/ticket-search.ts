import type { EventId, UserId } from '@marquee/common/ids';
import type { QueryFilter } from 'mongoose';
import { faceValue } from '../domain/face-value.js';
import { placeOrder, sectionKey } from '../domain/place.js';
import type { InventoryStatus, Ticket } from '../domain/ticket.js';
import type { TicketModel, TicketRecord } from './ticket.model.js';
import { toTicket } from './ticket.record.js';

export const ticketSorts = ['price', 'seat'] as const;
export type TicketSort = (typeof ticketSorts)[number];

export interface TicketSearch {
  readonly eventId: EventId;
  readonly statuses: readonly InventoryStatus[];
  readonly sellerId?: UserId;
  /** Whether its seller wants it back. */
  readonly withdrawing?: boolean;
  readonly section?: string;
  /** Minor units, of whatever currency the Ticket is priced in. */
  readonly maxPrice?: number;
  readonly sort: TicketSort;
  readonly after?: TicketPosition;
  readonly limit: number;
}

/** The last Ticket of a page: its sort key and its id. */
export interface TicketPosition {
  readonly key: number | string;
  readonly id: string;
}

export interface SellerSearch {
  readonly sellerId: UserId;
  readonly eventId?: EventId;
  readonly afterId?: string;
  readonly limit: number;
}

export interface TicketSearches {
  forEvent(search: TicketSearch): Promise<readonly Ticket[]>;
  /** Newest first. */
  ofSeller(search: SellerSearch): Promise<readonly Ticket[]>;
}

export function positionOf(ticket: Ticket, sort: TicketSort): TicketPosition {
  const key = sort === 'price' ? faceValue(ticket.inventory.price) : placeOrder(ticket);
  return { key, id: ticket.id };
}

export function createTicketSearches(model: TicketModel): TicketSearches {
  const page = async (
    filter: QueryFilter<TicketRecord>,
    order: Record<string, 1 | -1>,
    limit: number,
  ): Promise<readonly Ticket[]> => {
    const records = await model.find(filter).sort(order).limit(limit).lean<TicketRecord[]>();
    return records.map(toTicket);
  };
  return {
    forEvent: (search) => page(ticketFilter(search), ticketOrder(search.sort), search.limit),
    ofSeller: (search) => page(sellerFilter(search), { _id: -1 }, search.limit),
  };
}

export function ticketFilter(search: TicketSearch): QueryFilter<TicketRecord> {
  const { eventId, statuses, sellerId, section, maxPrice, sort, after } = search;
  return {
    eventId,
    'inventory.status': { $in: [...statuses] },
    ...(sellerId === undefined ? {} : { sellerId }),
    ...(search.withdrawing === undefined ? {} : { withdrawalAsked: search.withdrawing }),
    ...(section === undefined ? {} : { sectionKey: sectionKey(section) }),
    ...(maxPrice === undefined ? {} : { 'inventory.price.amount': { $lte: maxPrice } }),
    ...(after === undefined ? {} : { $and: afterPosition(sort, after) }),
  };
}

export function ticketOrder(sort: TicketSort): Record<string, 1 | -1> {
  return sort === 'price' ? { faceValue: 1, _id: 1 } : { placeOrder: 1, _id: 1 };
}

export function sellerFilter(search: SellerSearch): QueryFilter<TicketRecord> {
  const { sellerId, eventId, afterId } = search;
  return {
    sellerId,
    ...(eventId === undefined ? {} : { eventId }),
    ...(afterId === undefined ? {} : { _id: { $lt: afterId } }),
  };
}

function afterPosition(sort: TicketSort, { key, id }: TicketPosition): QueryFilter<TicketRecord>[] {
  const field = sort === 'price' ? 'faceValue' : 'placeOrder';
  // The first condition is implied by the second; it is what bounds the index.
  return [
    { [field]: { $gte: key } },
    { $or: [{ [field]: { $gt: key } }, { [field]: key, _id: { $gt: id } }] },
  ];
}
