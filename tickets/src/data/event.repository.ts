import { Problem } from '@marquee/common/errors';
import type { EventId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import type { ClientSession } from 'mongoose';
import type { Event, EventDescription } from '../domain/event.js';
import { faceValue } from '../domain/face-value.js';
import type { EventModel, EventRecord } from './event.model.js';
import { described, toEvent, toRecord } from './event.record.js';

export interface EventRepository {
  find(id: EventId, session?: ClientSession): Promise<Event | null>;
  /** Throws `not_found`. */
  get(id: EventId, session?: ClientSession): Promise<Event>;
  insert(session: ClientSession, event: Event): Promise<void>;
  /** Writes the description and status if the Event still has `versionBefore`. */
  change(session: ClientSession, event: Event, versionBefore: number): Promise<void>;
  /** Makes this transaction collide with every other that lists for, or changes, the Event. */
  touch(session: ClientSession, id: EventId): Promise<void>;
  /** Adds to the buyable Tickets, and says what the cheapest of them costs now. */
  summarise(
    session: ClientSession,
    id: EventId,
    summary: { readonly availableChange: number; readonly priceFrom: Money | null },
  ): Promise<void>;
}

export function createEventRepository(model: EventModel): EventRepository {
  const find: EventRepository['find'] = async (id, session) => {
    const record = await model
      .findById(id)
      .session(session ?? null)
      .lean<EventRecord>();
    return record === null ? null : toEvent(record);
  };
  return {
    find,
    async get(id, session) {
      const event = await find(id, session);
      if (event === null) throw new Problem('not_found', 'There is no such Event.');
      return event;
    },
    async insert(session, event) {
      await model.insertMany([toRecord(event)], { session });
    },
    async change(session, event, versionBefore) {
      const { version, status } = event;
      const fields: EventDescription = described(event);
      const { matchedCount } = await model.updateOne(
        { _id: event.id, version: versionBefore },
        { $set: { ...fields, version, status } },
        { session },
      );
      if (matchedCount !== 1)
        throw new Problem('try_again', 'The Event was being changed by somebody else.', {
          retryAfterSeconds: 1,
        });
    },
    async touch(session, id) {
      await model.updateOne({ _id: id }, { $inc: { touchCount: 1 } }, { session });
    },
    async summarise(session, id, { availableChange, priceFrom }) {
      await model.updateOne(
        { _id: id },
        {
          $inc: { availableCount: availableChange, touchCount: 1 },
          $set: { priceFrom, faceValueFrom: faceValue(priceFrom) },
        },
        { session },
      );
    },
  };
}
