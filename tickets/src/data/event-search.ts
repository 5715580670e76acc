import type { UserId } from '@marquee/common/ids';
import type { QueryFilter } from 'mongoose';
import type { Category, Event } from '../domain/event.js';
import { faceValue } from '../domain/face-value.js';
import { wordsOf } from '../domain/text.js';
import type { EventModel, EventRecord } from './event.model.js';
import { cityKeyOf, toEvent } from './event.record.js';

export const eventSorts = ['startsAt', 'newest', 'price'] as const;
export type EventSort = (typeof eventSorts)[number];

export interface EventSearch {
  readonly q?: string;
  readonly city?: string;
  readonly category?: Category;
  /** Only theirs, whatever became of them. */
  readonly organiserId?: UserId;
  /** Inclusive, on `startsAt`. */
  readonly from?: Date;
  /** Exclusive, on `startsAt`. */
  readonly to?: Date;
  readonly sort: EventSort;
  readonly after?: PagePosition;
  readonly limit: number;
}

/** The last object of a page: its sort key and its id. */
export interface PagePosition {
  readonly key: number;
  readonly id: string;
}

export type SearchEvents = (search: EventSearch) => Promise<readonly Event[]>;

/** Where an Event stands in its list. */
export function positionOf(event: Event, sort: EventSort): PagePosition {
  const keys = { startsAt: event.startsAt.getTime(), newest: 0, price: faceValue(event.priceFrom) };
  return { key: keys[sort], id: event.id };
}

export function createEventSearch(model: EventModel): SearchEvents {
  return async (search) => {
    const records = await model
      .find(eventFilter(search))
      .sort(eventOrder(search.sort))
      .limit(search.limit)
      .lean<EventRecord[]>();
    return records.map(toEvent);
  };
}

/**
 * Scheduled Events only: a cancelled one is found by its address, not by looking around; its
 * organiser still sees it among their own.
 */
export function eventFilter(search: EventSearch): QueryFilter<EventRecord> {
  const { q, city, category, organiserId, from, to, sort, after } = search;
  const conditions: QueryFilter<EventRecord>[] = [
    ...(from === undefined ? [] : [{ startsAt: { $gte: from } }]),
    ...(to === undefined ? [] : [{ startsAt: { $lt: to } }]),
    ...(q === undefined ? [] : wordFilters(q)),
    ...(after === undefined ? [] : afterPosition(sort, after)),
  ];
  return {
    ...(organiserId === undefined ? { status: 'scheduled' } : { organiserId }),
    ...(city === undefined ? {} : { cityKey: cityKeyOf(city) }),
    ...(category === undefined ? {} : { category }),
    ...(conditions.length === 0 ? {} : { $and: conditions }),
  };
}

export function eventOrder(sort: EventSort): Record<string, 1 | -1> {
  if (sort === 'newest') return { _id: -1 };
  return sort === 'price' ? { faceValueFrom: 1, _id: 1 } : { startsAt: 1, _id: 1 };
}

function afterPosition(sort: EventSort, { key, id }: PagePosition): QueryFilter<EventRecord>[] {
  if (sort === 'newest') return [{ _id: { $lt: id } }];
  const field = sort === 'price' ? 'faceValueFrom' : 'startsAt';
  const value = sort === 'price' ? key : new Date(key);
  // The first condition is implied by the second; it is what bounds the index.
  return [
    { [field]: { $gte: value } },
    { $or: [{ [field]: { $gt: value } }, { [field]: value, _id: { $gt: id } }] },
  ];
}

/** Every word asked for begins a word of the Event. Folded words have nothing to escape. */
function wordFilters(q: string): QueryFilter<EventRecord>[] {
  const words = wordsOf(q);
  if (words.length === 0 && q.trim() !== '') return [{ words: { $in: [] } }];
  return words.map((word) => ({ words: { $regex: `^${word}` } }));
}
