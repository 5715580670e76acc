import type { Page, Ticket } from './types';

/** As many items as a page reads of one list: twenty requests of a hundred. */
export const itemsMax = 2_000;

/**
 * What a list that is longer than a page reads leaves out: the older items; or, of an Event's
 * tickets, some that are taken; or also the dearest that are free.
 */
export type LeftOut = 'nothing' | 'older' | 'taken' | 'free';

export interface ListRead<Item> {
  items: Item[];
  leftOut: LeftOut;
}

export const allOf = <Item>(items: Item[]): ListRead<Item> => ({ items, leftOut: 'nothing' });

export interface PageQuery {
  limit: number;
  cursor: string | undefined;
  status?: 'available';
}

type GetPage<Item> = (query: PageQuery) => Promise<Page<Item>>;

/** A list page after page, its newest or cheapest items as the list has them, up to `max`. */
export async function readPages<Item>(
  getPage: GetPage<Item>,
  max = itemsMax,
): Promise<ListRead<Item>> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await getPage({ limit: 100, cursor });
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && items.length < max);
  return { items, leftOut: cursor === undefined ? 'nothing' : 'older' };
}

/**
 * The tickets of an Event. Where there are too many, what is free comes first, cheapest first: it
 * must not be missing because what is cheaper is sold.
 */
export async function readTickets(
  getPage: GetPage<Ticket>,
  max = itemsMax,
): Promise<ListRead<Ticket>> {
  const all = await readPages(getPage, max);
  if (all.leftOut === 'nothing') return all;
  const free = await readPages((query) => getPage({ ...query, status: 'available' }), max);
  const byId = new Map(
    all.items.filter(({ status }) => status !== 'available').map((one) => [one.id, one]),
  );
  for (const ticket of free.items) {
    const known = byId.get(ticket.id);
    if (known === undefined || known.version < ticket.version) byId.set(ticket.id, ticket);
  }
  return { items: [...byId.values()], leftOut: free.leftOut === 'nothing' ? 'taken' : 'free' };
}
