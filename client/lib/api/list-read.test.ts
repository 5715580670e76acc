/** @jest-environment node */
import { aTicket } from '@/test/tickets';
import { type PageQuery, readPages, readTickets } from './list-read';
import type { Ticket } from './types';

/** The catalogue's list of these tickets, cheapest first, ten to a page. */
function catalogueOf(tickets: readonly Ticket[]) {
  const queries: PageQuery[] = [];
  const getPage = async (query: PageQuery) => {
    queries.push(query);
    const wanted = tickets.filter(
      ({ status }) => query.status === undefined || status === query.status,
    );
    const from = Number(query.cursor ?? 0);
    const to = from + 10;
    return {
      items: wanted.slice(from, to),
      nextCursor: to < wanted.length ? String(to) : null,
    };
  };
  return { getPage, queries };
}

const tickets = (count: number, status: Ticket['status']) =>
  Array.from({ length: count }, (_, index) => aTicket({ status, amount: 1_000 + index }));

it('a list that fits is read once and leaves nothing out, however exactly it fits', async () => {
  const { getPage, queries } = catalogueOf(tickets(30, 'available'));
  const read = await readTickets(getPage, 30);
  expect(read.items).toHaveLength(30);
  expect(read.leftOut).toBe('nothing');
  expect(queries).toHaveLength(3);
});

it('what is free is there although everything cheaper is sold', async () => {
  const free = tickets(12, 'available');
  const { getPage } = catalogueOf([...tickets(50, 'sold'), ...free]);
  const read = await readTickets(getPage, 30);
  expect(read.leftOut).toBe('taken');
  expect(read.items.filter(({ status }) => status === 'available')).toEqual(free);
  expect(read.items.filter(({ status }) => status === 'sold')).toHaveLength(30);
});

it('of more that is free than a page reads the cheapest are there, and it is said', async () => {
  const free = tickets(50, 'available');
  const read = await readTickets(catalogueOf(free).getPage, 30);
  expect(read).toEqual({ items: free.slice(0, 30), leftOut: 'free' });
});

it('a ticket that is freed or taken meanwhile is there once, in its newest state', async () => {
  const [cheap, ...rest] = tickets(20, 'sold');
  if (cheap === undefined) throw new Error('no tickets');
  const before = catalogueOf([cheap, ...rest]);
  const freed: Ticket = { ...cheap, status: 'available', version: cheap.version + 1 };
  const after = catalogueOf([freed, ...rest]);
  const read = await readTickets(
    (query) => (query.status === undefined ? before : after).getPage(query),
    10,
  );
  expect(read.items.filter(({ id }) => id === cheap.id)).toEqual([freed]);
});

it('any other list that is too long is cut, and says so', async () => {
  const read = await readPages(catalogueOf(tickets(31, 'sold')).getPage, 30);
  expect(read.items).toHaveLength(30);
  expect(read.leftOut).toBe('older');
});
