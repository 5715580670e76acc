import type { EventQuery, EventSort } from '@/lib/api/catalogue';
import { type Category, categories } from '@/lib/api/types';

/** What the address of the search page says; the page remembers nothing else. */
export interface SearchQuery {
  q: string;
  city: string;
  category: Category | null;
  /** Days, "2026-12-05": both are included. */
  from: string;
  to: string;
  sort: EventSort;
  /** How many results the reader has asked to see. */
  shown: number;
}

export const pageSize = 20;
const shownMax = 200;
const sorts = ['startsAt', 'newest', 'price'] as const satisfies readonly EventSort[];

type Params = Readonly<Record<string, string | string[] | undefined>>;

const text = (value: string | string[] | undefined): string =>
  ((Array.isArray(value) ? value[0] : value) ?? '')
    .toWellFormed()
    .replace(/[\p{Cc}\ufffd]/gu, ' ')
    .trim()
    .slice(0, 100)
    .toWellFormed();

/** A day of the calendar, with years that the day after it still writes in four digits. */
function day(value: string | string[] | undefined): string {
  const typed = text(value);
  if (!/^[12]\d{3}-\d{2}-\d{2}$/.test(typed)) return '';
  const time = Date.parse(typed);
  // `2026-02-31` is read as the third of March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(typed) ? typed : '';
}

export function parseSearch(params: Params): SearchQuery {
  const shown = Number(text(params['shown']));
  return {
    q: text(params['q']),
    city: text(params['city']),
    category: categories.find((category) => category === text(params['category'])) ?? null,
    from: day(params['from']),
    to: day(params['to']),
    sort: sorts.find((sort) => sort === text(params['sort'])) ?? 'startsAt',
    shown: Number.isInteger(shown) ? Math.min(shownMax, Math.max(pageSize, shown)) : pageSize,
  };
}

/** The same, as an address: defaults are left out, so equal searches have equal addresses. */
export function searchToParams(query: SearchQuery): Record<string, string | undefined> {
  return {
    q: query.q,
    city: query.city,
    category: query.category ?? undefined,
    from: query.from,
    to: query.to,
    sort: query.sort === 'startsAt' ? undefined : query.sort,
    shown: query.shown > pageSize ? String(query.shown) : undefined,
  };
}

const MS_PER_DAY = 86_400_000;
const midnight = (date: string, daysLater = 0): string =>
  new Date(Date.parse(date) + daysLater * MS_PER_DAY).toISOString();

/** What the catalogue is asked. Without a first day, Events that have begun are left out. */
export function toEventQuery(query: SearchQuery, nowMs: number): EventQuery {
  return {
    q: query.q || undefined,
    city: query.city || undefined,
    category: query.category ?? undefined,
    from: query.from === '' ? new Date(nowMs).toISOString() : midnight(query.from),
    to: query.to === '' ? undefined : midnight(query.to, 1),
    sort: query.sort,
  };
}
