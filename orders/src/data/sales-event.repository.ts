import type { EventId } from '@marquee/common/ids';
import type { ClientSession } from 'mongoose';
import type { SalesEvent } from '../domain/sales-event.js';
import type { OrdersModels } from './models.js';
import { toSalesEvent } from './records.js';

/** Orders' replica of Events. */
export function createSalesEventRepository(models: OrdersModels) {
  return {
    async save(session: ClientSession, events: readonly SalesEvent[]): Promise<void> {
      const upserts = events.map(({ eventId, startsAt, status }) => ({
        updateOne: {
          filter: { _id: eventId },
          update: { $set: { startsAt, status } },
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

    /** A cancelled Event whose tickets are not all closed yet, or null. */
    async findUnclosed(except: readonly EventId[] = []): Promise<EventId | null> {
      const row = await models.events
        .findOne({ status: 'cancelled', closedAt: null, _id: { $nin: [...except] } })
        .select({ _id: 1 })
        .lean();
      return row === null ? null : (row._id as EventId);
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
