import type { EventId, UserId } from '@marquee/common/ids';
import type { ClientSession } from 'mongoose';
import type { SalesEvent } from '../domain/sales-event.js';
import type { OrdersModels } from './models.js';
import { toSalesEvent } from './records.js';

export interface KnownEvent extends SalesEvent {
  readonly organiserId: UserId;
}

/** Orders' replica of Events. */
export function createSalesEventRepository(models: OrdersModels) {
  return {
    async save(session: ClientSession, events: readonly KnownEvent[]): Promise<void> {
      const upserts = events.map(({ eventId, organiserId, startsAt, status }) => ({
        updateOne: {
          filter: { _id: eventId },
          update: { $set: { organiserId, startsAt, status } },
          upsert: true,
        },
      }));
      await models.raw.events.bulkWrite(upserts, { session, ordered: false });
    },

    async read(
      session: ClientSession,
      eventIds: readonly EventId[],
    ): Promise<Map<EventId, SalesEvent>> {
      const rows = await models.events
        .find({ _id: { $in: [...new Set(eventIds)] } })
        .session(session)
        .lean();
      return new Map(rows.map((row) => [row._id as EventId, toSalesEvent(row)]));
    },

    async findOrganiser(eventId: EventId): Promise<UserId | null> {
      const row = await models.events.findById(eventId).select({ organiserId: 1 }).lean();
      return (row?.organiserId ?? null) as UserId | null;
    },

    /** A cancelled Event whose tickets and orders are not all dealt with yet, or null. */
    async findUnclosed(except: readonly EventId[] = []): Promise<EventId | null> {
      const row = await models.events
        .findOne({ status: 'cancelled', closedAt: null, _id: { $nin: [...except] } })
        .select({ _id: 1 })
        .lean();
      return row === null ? null : (row._id as EventId);
    },

    /** Whether the Event was cancelled and all its chunks have been dealt with. */
    async isClosed(eventId: EventId): Promise<boolean> {
      const filter = { _id: eventId, status: 'cancelled', closedAt: { $type: 'date' } } as const;
      return (await models.events.exists(filter)) !== null;
    },

    async markClosed(session: ClientSession, eventId: EventId): Promise<void> {
      await models.events.updateOne(
        { _id: eventId },
        { $currentDate: { closedAt: true } },
        { session },
      );
    },
  };
}
export type SalesEventRepository = ReturnType<typeof createSalesEventRepository>;
