import { decodeCursor, type Page, pageOf } from '@marquee/common/http';
import type { UserId } from '@marquee/common/ids';
import { z } from 'zod';
import type { Catalogue } from '../../data/catalogue.js';
import { type EventSort, type PagePosition, positionOf } from '../../data/event-search.js';
import type { Category } from '../../domain/event.js';
import { type EventView, viewOfEvent } from '../../domain/event-view.js';

export interface ListEvents {
  readonly q?: string;
  readonly city?: string;
  readonly category?: Category;
  /** Only theirs: those that have started and those that were cancelled as well. */
  readonly organiserId?: UserId;
  /** Without it, only Events that have not started are listed, except to their organiser. */
  readonly from?: Date;
  readonly to?: Date;
  readonly sort?: EventSort;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** The last millisecond that a Date can hold; beyond it, a forged cursor is no position. */
const lastInstantMs = 8.64e15;
const keyShapes = {
  startsAt: z.int().max(lastInstantMs).min(-lastInstantMs),
  newest: z.literal(0),
  price: z.int(),
} as const;

/** A page of scheduled Events, or of an organiser's own. A new Event appears in its place; it neither shifts nor repeats others. */
export async function listEvents(
  { searchEvents, clock }: Catalogue,
  { cursor, sort = 'startsAt', limit, ...wanted }: ListEvents,
): Promise<Page<EventView>> {
  const now = clock.now();
  const { organiserId } = wanted;
  const after = cursor === undefined ? {} : { after: decodePosition(cursor, sort) };
  const events = await searchEvents({
    ...(organiserId === undefined ? { from: now } : {}),
    ...wanted,
    ...after,
    sort,
    limit: limit + 1,
  });
  return pageOf(events, limit, {
    view: (event) => viewOfEvent(event, now),
    cursor: (last) => encodePosition(positionOf(last, sort), sort),
  });
}

function encodePosition({ key, id }: PagePosition, sort: EventSort): readonly unknown[] {
  return [sort, key, id];
}

/** A cursor continues the order it was made for, and no other. Throws `invalid_request`. */
function decodePosition(cursor: string, sort: EventSort): PagePosition {
  const shape = z.tuple([z.literal(sort), keyShapes[sort], z.string()]);
  const [, key, id] = decodeCursor(cursor, shape);
  return { key, id };
}
