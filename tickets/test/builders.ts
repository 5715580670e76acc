import type { CurrentUser } from '@marquee/common/session';
import { expectAnswer, type TicketBody, type TicketsApi } from './tickets-api.js';

export interface EventBody {
  readonly id: string;
  readonly title: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly status: string;
  readonly priceFrom: TicketBody['price'] | null;
  readonly availableCount: number;
  readonly version: number;
}

const hourMs = 60 * 60 * 1000;

export function inHours(api: TicketsApi, hours: number): string {
  return new Date(api.clock.now().getTime() + hours * hourMs).toISOString();
}

/** The body that publishes an Event; change what the test is about. */
export function anEventBody(api: TicketsApi, changes: object = {}): object {
  return {
    title: 'An evening of fado',
    description: 'Two voices, one guitarra.',
    venue: { name: 'Sala do Rio', city: 'Lisbon', country: 'PT', timeZone: 'Europe/Lisbon' },
    startsAt: inHours(api, 48),
    category: 'concert',
    ...changes,
  };
}

export const price = (amount = 4300, currency = 'EUR') => ({ amount, currency });

/** An Event published by the API's organiser. */
export async function publish(api: TicketsApi, changes: object = {}): Promise<EventBody> {
  const res = await api.as(api.organiser).post('/api/events').send(anEventBody(api, changes));
  expectAnswer(res, 201);
  return (res.body as { event: EventBody }).event;
}

export async function readEvent(api: TicketsApi, id: string): Promise<EventBody> {
  const res = await api.as().get(`/api/events/${id}`);
  expectAnswer(res, 200);
  return (res.body as { event: EventBody }).event;
}

/** The body that lists two seats; change what the test is about. */
export function aListingBody(eventId: string, changes: object = {}): object {
  return { eventId, section: 'Stalls', row: 'B', seats: ['1', '2'], price: price(), ...changes };
}

/** Tickets listed by the API's seller, and opened by inventory unless told otherwise. */
export async function list(
  api: TicketsApi,
  eventId: string,
  changes: object = {},
  options: { readonly seller?: CurrentUser; readonly open?: boolean } = {},
): Promise<readonly TicketBody[]> {
  const { seller = api.seller, open = true } = options;
  const res = await api.as(seller).post('/api/tickets').send(aListingBody(eventId, changes));
  expectAnswer(res, 201);
  const { items } = res.body as { items: readonly TicketBody[] };
  if (open) for (const ticket of items) await api.inventorySays('TicketOpened', ticket, 1);
  return items;
}

/** One ticket on sale for an Event of its own. */
export async function aTicket(api: TicketsApi, changes: object = {}): Promise<TicketBody> {
  const event = await publish(api);
  const [ticket] = await list(api, event.id, { seats: ['1'], ...changes });
  if (ticket === undefined) throw new Error('Nothing was listed');
  return ticket;
}

/** Every item of a list, page by page; `between` runs after each page. */
export async function readAll<Item>(
  get: (cursor: string | undefined) => Promise<{ body: unknown }>,
  between: () => Promise<void> = async () => undefined,
): Promise<readonly Item[]> {
  const all: Item[] = [];
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = (await get(cursor)).body as {
      items: readonly Item[];
      nextCursor: string | null;
    };
    all.push(...items);
    cursor = nextCursor ?? undefined;
    await between();
  } while (cursor !== undefined);
  return all;
}
