import { first, healthy, price } from '../../test/healthy-ledger.js';
import type { Copies } from './copies.js';
import type { Ledger } from './ledger.js';
import { replicasEqual } from './replica-checks.js';

test('copies that say what their owners say are fine', () => {
  expect(replicasEqual(healthy())).toEqual([]);
});

const { copies } = healthy();
/** The ledger with one fact of one copy changed. */
function doctored(holder: keyof Copies, change: object): Ledger {
  const copy = first(copies[holder]);
  const facts = { ...copy.facts, ...change };
  return { ...healthy(), copies: { ...copies, [holder]: [{ ...copy, facts }] } };
}

test.each<[keyof Copies, object]>([
  ['eventsAtOrders', { startsAt: new Date(0) }],
  ['eventsAtPayments', { version: 2 }],
  ['eventsAtNotifications', { status: 'cancelled' }],
  ['eventsAtNotifications', { venue: { name: 'Elsewhere' } }],
  ['ordersAtNotifications', { status: 'awaiting_payment' }],
  ['usersAtNotifications', { email: 'eve@example.com' }],
])('of %s a copy that says %o is found', (holder, change) => {
  expect(replicasEqual(doctored(holder, change))).toEqual([
    expect.stringMatching(/^I7: .* is believed .* and is /),
  ]);
});

test.each(Object.keys(copies) as (keyof Copies)[])(
  'of %s one that is missing is found',
  (holder) => {
    const ledger = { ...healthy(), copies: { ...copies, [holder]: [] } };
    expect(replicasEqual(ledger)).toEqual([expect.stringMatching(/^I7: .* was never heard of$/)]);
  },
);

test('what is said last of a user counts, in whatever order it is read', () => {
  const ledger = healthy();
  const registered = ledger.outbox.flatMap(({ event }) =>
    event.aggregateType === 'user' ? [event] : [],
  );
  const later = { ...first(registered), aggregateVersion: 2, data: { email: 'a@b.c', name: 'A' } };
  const said = { event: later, isPending: false, isParked: false };
  expect(replicasEqual({ ...ledger, outbox: [said, ...ledger.outbox] })).toHaveLength(1);
});

const refund = { id: 'refund-1', minorUnits: 100, status: 'asked' };

test.each<[string, (ledger: Ledger) => Partial<Ledger>]>([
  [
    'payments missed that a refund succeeded',
    ({ orders, ordersAtPayments }) => ({
      orders: [{ ...first(orders), refunds: [{ ...refund, status: 'succeeded' }] }],
      ordersAtPayments: [{ ...first(ordersAtPayments), refunds: [refund] }],
    }),
  ],
  [
    'the catalogue counts a ticket that is sold',
    ({ events }) => ({ events: [{ ...first(events), availableCount: 1 }] }),
  ],
  [
    'the catalogue names another price than the lowest',
    ({ events, inventory, tickets }) => ({
      events: [{ ...first(events), availableCount: 1, priceFrom: { ...price, amount: 1 } }],
      inventory: [
        ...inventory,
        { ...first(inventory), ticketId: 'ticket-2', status: 'available', orderId: null },
      ],
      tickets: [
        ...tickets,
        {
          ...first(tickets),
          id: 'ticket-2',
          inventory: { status: 'available', price, version: 3 },
        },
      ],
    }),
  ],
])('it is found when %s', (_what, doctor) => {
  const ledger = healthy();
  expect(replicasEqual({ ...ledger, ...doctor(ledger) })).toEqual([expect.stringMatching(/^I7: /)]);
});
