import type { EventId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import type { ClientSession } from 'mongoose';
import { type EventRow, eventModel } from './event.model.js';

export interface EventRepository {
  /** Puts newer states in place of what was known. */
  save(session: ClientSession, events: readonly EventState[]): Promise<void>;
  /** One that has been over for so long, and whose sellers were not told; null when there is none. */
  findUnsettled(delayMs: number): Promise<EventRow | null>;
  /** Unless it has changed, or a sale was booked, since it was read. */
  settle(event: EventRow): Promise<void>;
  /** Something was booked, or is due again: sellers who were told, or are being told, are so again. */
  unsettle(session: ClientSession, ids: readonly EventId[]): Promise<void>;
}

type EventState = Omit<EventRow, 'isSettled' | 'lateSales'>;

/**
 * Sales of an Event that ends later do not write its row, or each would wait for the other. It is
 * not settled before its end, and no transaction takes so long.
 */
const untilEndMs = 3_600_000;

export function createEventRepository(database: Database): EventRepository {
  const rows = eventModel(database.connection);
  return {
    async save(session, events) {
      await rows.bulkWrite(
        events.map(({ _id, ...state }) => ({
          updateOne: {
            filter: { _id },
            update: [
              {
                $set: {
                  ...state,
                  isSettled: {
                    $and: [{ $ifNull: ['$isSettled', false] }, { $eq: ['$endsAt', state.endsAt] }],
                  },
                },
              },
            ],
            upsert: true,
          },
        })),
        { session, ordered: false },
      );
    },
    findUnsettled: (delayMs) =>
      rows
        .findOne({
          isSettled: false,
          status: 'scheduled',
          endsAt: { $gt: new Date(0) },
          $expr: { $lte: [{ $add: ['$endsAt', delayMs] }, '$$NOW'] },
        })
        .sort({ endsAt: 1 })
        .lean<EventRow | null>(),
    async settle({ _id, version, lateSales = null }) {
      await rows.updateOne({ _id, version, lateSales }, { $set: { isSettled: true } });
    },
    async unsettle(session, ids) {
      if (ids.length === 0) return;
      const isNearItsEnd = { $lte: ['$endsAt', { $add: ['$$NOW', untilEndMs] }] };
      await rows.updateMany(
        { _id: { $in: [...ids] }, $expr: isNearItsEnd },
        { $set: { isSettled: false }, $inc: { lateSales: 1 } },
        { session },
      );
    },
  };
}
