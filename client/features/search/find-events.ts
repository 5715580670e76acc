import 'server-only';
import { type EventQuery, listEvents } from '@/lib/api/catalogue';
import type { MarqueeEvent } from '@/lib/api/types';

export interface Found {
  events: MarqueeEvent[];
  hasMore: boolean;
}

const PAGE_MAX = 100;

/** The first `count` results, following the cursor as far as that takes. */
export async function findEvents(query: EventQuery, count: number): Promise<Found> {
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
