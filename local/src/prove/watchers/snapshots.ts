import { type AnswerBody, send } from '../load/send.js';
import type { Tally } from '../load/tally.js';
import type { OwnOrder } from './account-watcher.js';
import type { Seat } from './messages.js';

type Item = NonNullable<AnswerBody['items']>[number];

/** What pages ask the front door for, once each time; null when an answer did not come. */
export function createSnapshots(url: string, tally: Tally) {
  async function everyItem(name: string, path: string, cookie?: string): Promise<Item[] | null> {
    const items: Item[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const withCookie = cookie === undefined ? {} : { cookie };
      const ask = { method: 'GET', path: `${path}limit=100${page}`, ...withCookie } as const;
      const reply = await send(url, ask);
      tally.count(name, reply.kind === 'lost' ? 'lost' : String(reply.status));
      if (reply.kind === 'lost' || reply.status !== 200) return null;
      items.push(...(reply.body.items ?? []));
      cursor = reply.body.nextCursor ?? null;
    }
    return items;
  }

  return {
    async seatsOf(eventId: string): Promise<readonly Seat[] | null> {
      const path = `/api/tickets?eventId=${eventId}&`;
      const items = await everyItem('GET /api/tickets, watched', path);
      return (
        items?.map(({ id, ...item }) => ({ ...(item as Omit<Seat, 'ticketId'>), ticketId: id })) ??
        null
      );
    },
    async ordersOf(cookie: string): Promise<readonly OwnOrder[] | null> {
      const items = await everyItem('GET /api/orders, watched', '/api/orders?', cookie);
      return items?.map(({ id, version = 0 }) => ({ id, version })) ?? null;
    },
  };
}
