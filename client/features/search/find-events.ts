import 'server-only';
import { type EventQuery, listEvents } from '@/lib/api/catalogue';
import { isApiProblem } from '@/lib/api/problem';
import type { MarqueeEvent } from '@/lib/api/types';

export interface Found {
  events: MarqueeEvent[];
  hasMore: boolean;
}

const PAGE_MAX = 100;

/** The first `count` results; none when the catalogue cannot make sense of what was asked. */
export async function findEvents(query: EventQuery, count: number): Promise<Found> {
  try {
    return await followCursor(query, count);
  } catch (error) {
    if (isApiProblem(error, 'invalid_request')) return { events: [], hasMore: false };
    throw error;
  }
}

async function followCursor(query: EventQuery, count: number): Promise<Found> {
  const events: MarqueeEvent[] = [];
  let cursor: string | undefined;
  do {
    const limit = Math.min(PAGE_MAX, count - events.length);
    const page = await listEvents({ ...query, cursor, limit });
    events.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && events.length < count);
  return { events, hasMore: cursor !== undefined };
}
