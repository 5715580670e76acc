import type { EventId, TicketId, UserId } from '@marquee/common/ids';
import { faceValue } from '../domain/face-value.js';
import { placeKey, placeOrder, sectionKey } from '../domain/place.js';
import type { Ticket } from '../domain/ticket.js';
import type { TicketRecord } from './ticket.model.js';

export function toTicket(record: TicketRecord): Ticket {
  return {
    id: record._id as TicketId,
    eventId: record.eventId as EventId,
    sellerId: record.sellerId as UserId,
    section: record.section,
    row: record.row,
    seat: record.seat,
    askingPrice: record.askingPrice,
    withdrawalAsked: record.withdrawalAsked,
    version: record.version,
    inventory: record.inventory,
  };
}

/** A Ticket that is on sale, with what it is sorted, found and kept unique by. */
export function toRecord({ id, ...ticket }: Ticket): TicketRecord {
  const key = placeKey(ticket);
  return {
    ...ticket,
    _id: id,
    faceValue: faceValue(ticket.inventory.price),
    sectionKey: sectionKey(ticket.section),
    placeOrder: placeOrder(ticket),
    ...(key === null ? {} : { placeKey: key }),
  };
}
