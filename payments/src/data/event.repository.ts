import type { EventId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import type { ClientSession } from 'mongoose';
import { type EventRow, eventModel } from './event.model.js';

export interface EventRepository {
  /** Puts newer states in place of what was known. */
  save(session: ClientSession, events: readonly Omit<EventRow, 'isSettled'>[]): Promise<void>;
  /** One that has been over for so long, and whose sellers were not told; null when there is none. */
  findUnsettled(delayMs: number): Promise<EventRow | null>;
  /** Unless it has changed since it was read. */
  settle(event: EventRow): Promise<void>;
  /** A sale was booked after the sellers were told: they are told again. */
  unsettle(session: ClientSession, id: EventId): Promise<void>;
}

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
    async settle({ _id, version }) {
      await rows.updateOne({ _id, version }, { $set: { isSettled: true } });
    },
    async unsettle(session, id) {
      await rows.updateOne(
        { _id: id, isSettled: true },
        { $set: { isSettled: false } },
        { session },
      );
    },
  };
}
