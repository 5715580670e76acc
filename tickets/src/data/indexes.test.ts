import { systemClock } from '@marquee/common/clock';
import { type EventId, newId, type UserId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import type { Event } from '../domain/event.js';
import { newTickets } from '../domain/new-tickets.js';
import type { Ticket } from '../domain/ticket.js';
import { type Catalogue, createCatalogue } from './catalogue.js';
import { eventFilter, eventOrder, eventSorts } from './event-search.js';
import { sellerFilter, ticketFilter, ticketOrder, ticketSorts } from './ticket-search.js';

const from = systemClock.now();
const eventId = newId<EventId>();
const sellerId = newId<UserId>();
const market = ['available', 'held', 'sold'] as const;
const limit = 21;

const named = (sort: string, wanted: object) => [sort, ...Object.keys(wanted)].join(', ');

const eventSearches = eventSorts.flatMap((sort) =>
  [
    {},
    { q: 'evening fad' },
    { city: 'Lisbon' },
    { category: 'concert' as const },
    { to: from },
    { after: { key: 5, id: newId() } },
  ].map((wanted) => [named(sort, wanted), { from, sort, limit, ...wanted }] as const),
);

const ownSearches = eventSorts.flatMap((sort) =>
  [{}, { from }, { after: { key: 5, id: newId() } }].map(
    (wanted) => [named(sort, wanted), { organiserId: sellerId, sort, limit, ...wanted }] as const,
  ),
);

/** Events of others, in which an organiser's own must not be looked for. */
function manyEvents(): readonly Event[] {
  return Array.from({ length: 30 }, () => ({
    id: newId<EventId>(),
    organiserId: newId<UserId>(),
    ...{ title: 'An evening', description: '', category: 'concert' as const },
    venue: { name: 'Sala', city: 'Lisbon', country: 'PT', timeZone: 'Europe/Lisbon' },
    ...{ startsAt: from, endsAt: from, status: 'scheduled' as const, version: 1 },
    ...{ availableCount: 0, priceFrom: null },
  }));
}

const ticketSearches = ticketSorts.flatMap((sort) =>
  [
    {},
    { maxPrice: 50_000 },
    { after: { key: sort === 'price' ? 5 : 'section', id: newId() } },
    { statuses: ['held'] as const },
  ].map(
    (wanted) =>
      [named(sort, wanted), { eventId, statuses: market, sort, limit, ...wanted }] as const,
  ),
);

/** 2,000 Tickets in 20 sections, some of them held. */
function manyTickets(): readonly Ticket[] {
  return Array.from({ length: 20 }, (_, section) =>
    newTickets(sellerId, {
      eventId,
      section: `Section ${section}`,
      row: null,
      places: { quantity: 100 },
      price: { amount: 1000 + section, currency: 'EUR' },
    }),
  )
    .flat()
    .map((ticket, index) => ({
      ...ticket,
      inventory: {
        ...ticket.inventory,
        status: index % 3 === 0 ? 'held' : 'available',
        version: 1,
      },
    }));
}

describe('every list has an index', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase('tickets_indexes');
    const catalogue: Catalogue = createCatalogue({ database, clock: systemClock });
    await catalogue.prepare();
    const tickets = manyTickets();
    await database.transact((session) => catalogue.tickets.insertMany(session, tickets));
    for (const event of manyEvents())
      await database.transact((session) => catalogue.events.insert(session, event));
  });
  afterAll(() => dropTestDatabase(database));

  const explain = async (name: string, filter: object, order: Record<string, 1 | -1>) => {
    const find = database.connection.collection(name).find(filter).sort(order).limit(limit);
    const { queryPlanner, executionStats } = (await find.explain('executionStats')) as {
      queryPlanner: { winningPlan: object };
      executionStats: { totalDocsExamined: number };
    };
    const plan = JSON.stringify(queryPlanner.winningPlan);
    return { stages: plan.match(/(?<="stage":")\w+/g) ?? [], ...executionStats };
  };

  it.each(eventSearches)('Events by %s', async (_what, search) => {
    const { stages } = await explain('events', eventFilter(search), eventOrder(search.sort));
    expect(stages).toContain('IXSCAN');
    expect(stages).not.toContain('COLLSCAN');
  });

  it.each(ownSearches)('an organiser’s own Events, and nobody else’s, by %s', async (what, own) => {
    const find = explain('events', eventFilter(own), eventOrder(own.sort));
    const { stages, totalDocsExamined } = await find;
    expect(totalDocsExamined).toBe(0);
    expect(stages).not.toContain('COLLSCAN');
    if (what.startsWith('newest')) expect(stages).not.toContain('SORT');
  });

  it.each(ticketSearches)('a page of 2,000 Tickets reads a page: by %s', async (_what, search) => {
    const filter = ticketFilter(search);
    const { stages, totalDocsExamined } = await explain(
      'tickets',
      filter,
      ticketOrder(search.sort),
    );
    expect(stages).not.toContain('SORT');
    expect(totalDocsExamined).toBeLessThanOrEqual(limit + market.length);
  });

  it.each(ticketSorts)(
    'a page of a section reads no more than the section: by %s',
    async (sort) => {
      const search = { eventId, statuses: market, section: 'section 7', sort, limit };
      const { totalDocsExamined } = await explain(
        'tickets',
        ticketFilter(search),
        ticketOrder(sort),
      );
      expect(totalDocsExamined).toBeLessThanOrEqual(100);
    },
  );

  it.each(
    [{}, { eventId }, { afterId: newId() }, { eventId, afterId: newId() }].map(
      (wanted) => [named('newest', wanted), wanted] as const,
    ),
  )('a page of a seller’s Tickets reads a page: by %s', async (_what, wanted) => {
    const filter = sellerFilter({ sellerId, limit, ...wanted });
    const { stages, totalDocsExamined } = await explain('tickets', filter, { _id: -1 });
    expect(stages).not.toContain('SORT');
    expect(totalDocsExamined).toBeLessThanOrEqual(limit);
  });

  it.each([
    ['taken seats', { eventId, placeKey: { $in: ['a', 'b'] } }, { placeOrder: 1 } as const],
    ['no sales', { eventId: newId(), 'inventory.status': { $in: ['held', 'sold'] } }, {}],
    [
      'the cheapest',
      { eventId, 'inventory.status': 'available' },
      { faceValue: 1, _id: 1 } as const,
    ],
  ])('%s are found without reading the Event’s Tickets', async (_what, filter, order) => {
    const { stages, totalDocsExamined } = await explain('tickets', filter, order);
    expect(stages).not.toContain('COLLSCAN');
    expect(totalDocsExamined).toBeLessThanOrEqual(limit);
  });
});
