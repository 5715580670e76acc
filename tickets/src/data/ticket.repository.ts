import { Problem } from '@marquee/common/errors';
import type { EventId, TicketId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import type { ClientSession } from 'mongoose';
import type { Ticket } from '../domain/ticket.js';
import type { TicketModel, TicketRecord } from './ticket.model.js';
import { toRecord, toTicket } from './ticket.record.js';

export interface TicketRepository {
  /** Throws `not_found`. */
  get(id: TicketId, session?: ClientSession): Promise<Ticket>;
  findMany(session: ClientSession, ids: readonly TicketId[]): Promise<readonly Ticket[]>;
  insertMany(session: ClientSession, tickets: readonly Ticket[]): Promise<void>;
  /** Which of these places of an Event are on sale or sold. */
  findTaken(
    eventId: EventId,
    placeKeys: readonly string[],
    session?: ClientSession,
  ): Promise<readonly Ticket[]>;
  /** Writes what the seller asks for, if the Ticket still has `versionBefore`. */
  ask(session: ClientSession, ticket: Ticket, versionBefore: number): Promise<void>;
  findCheapest(session: ClientSession, eventId: EventId): Promise<Money | null>;
}

export function createTicketRepository(model: TicketModel): TicketRepository {
  return {
    async get(id, session) {
      const record = await model
        .findById(id)
        .session(session ?? null)
        .lean<TicketRecord>();
      if (record === null) throw new Problem('not_found', 'There is no such ticket.');
      return toTicket(record);
    },
    async findMany(session, ids) {
      const records = await model
        .find({ _id: { $in: ids } })
        .session(session)
        .lean<TicketRecord[]>();
      return records.map(toTicket);
    },
    async insertMany(session, tickets) {
      await model.insertMany(tickets.map(toRecord), { session });
    },
    async findTaken(eventId, placeKeys, session) {
      const records = await model
        .find({ eventId, placeKey: { $in: placeKeys } })
        .sort({ placeOrder: 1 })
        .session(session ?? null)
        .lean<TicketRecord[]>();
      return records.map(toTicket);
    },
    async ask(session, { id, askingPrice, withdrawalAsked, version }, versionBefore) {
      const { matchedCount } = await model.updateOne(
        { _id: id, version: versionBefore },
        { $set: { askingPrice, withdrawalAsked, version } },
        { session },
      );
      if (matchedCount !== 1)
        throw new Problem('try_again', 'The ticket was being changed at the same moment.', {
          retryAfterSeconds: 1,
        });
    },
    async findCheapest(session, eventId) {
      const cheapest = await model
        .findOne({ eventId, 'inventory.status': 'available' })
        .sort({ faceValue: 1, _id: 1 })
        .session(session)
        .lean<TicketRecord>();
      return cheapest?.inventory.price ?? null;
    },
  };
}
