import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import type { Copies } from '../src/ledger/copies.js';
import { eventHash } from '../src/ledger/event-hash.js';
import type { HeardEvent, Ledger, Subscriber } from '../src/ledger/ledger.js';

export const price = { amount: 2_500, currency: 'EUR' } as const;
export const subscribers: Subscriber[] = [
  { name: 'payments.order', aggregateTypes: ['order'] },
  { name: 'auditor.transitions', aggregateTypes: ['order'], kind: 'transition' },
];
export const holdEnd = new Date('2027-01-01T20:15:00Z');

export function orderEvent(
  aggregateVersion: number,
  type: string,
  occurredAt: string,
): DomainEvent {
  const id = `event-${aggregateVersion}`;
  const envelope = { schemaVersion: 1, correlationId: 'c', causationId: 'c', data: {} };
  const aggregate = { aggregateType: 'order', aggregateId: 'order-1', aggregateVersion } as const;
  return { ...envelope, ...aggregate, id, type, occurredAt } as unknown as DomainEvent;
}

export const row = (event: DomainEvent) => ({ event, isPending: false, isParked: false });

/** The auditor's effect of the order's event of this version. */
export function heard(aggregateVersion: number, position = aggregateVersion): HeardEvent {
  const consumer = 'auditor.transitions';
  const aggregate = { aggregateType: 'order', aggregateId: 'order-1', aggregateVersion };
  const said = committed.find((event) => event.aggregateVersion === aggregateVersion);
  const hash = said === undefined ? 'another' : eventHash(said);
  return { consumer, eventId: `event-${aggregateVersion}`, ...aggregate, hash, position };
}

const committed = [
  orderEvent(1, 'OrderPlaced', '2027-01-01T20:00:00.000Z'),
  orderEvent(2, 'OrderPaymentAccepted', '2027-01-01T20:14:59.000Z'),
];
const welcome = {
  ...orderEvent(1, 'UserRegistered', '2027-01-01T19:00:00.000Z'),
  ...{ id: 'event-0', aggregateType: 'user', aggregateId: 'buyer-1' },
  data: { email: 'ada@example.com', name: 'Ada' },
} as unknown as DomainEvent;

/** What tickets has of the one Event, and what others keep of it. */
const show = {
  ...{ organiserId: 'seller-1', title: 'Prove', venue: { name: 'Fuse Hall' } },
  ...{ startsAt: new Date('2027-02-01T20:00:00Z'), endsAt: new Date('2027-02-01T23:00:00Z') },
  ...{ status: 'scheduled', version: 1 },
};
const { organiserId, title, venue, startsAt, endsAt, status: eventStatus, version } = show;

const copies: Copies = {
  eventsAtOrders: [{ id: 'show-1', facts: { organiserId, startsAt, status: eventStatus } }],
  eventsAtPayments: [
    { id: 'show-1', facts: { organiserId, endsAt, status: eventStatus, version } },
  ],
  eventsAtNotifications: [
    { id: 'show-1', facts: { title, venue, startsAt, status: eventStatus, version } },
  ],
  ordersAtNotifications: [
    {
      id: 'order-1',
      facts: { buyerId: 'buyer-1', eventId: 'show-1', total: price, status: 'complete' },
    },
  ],
  usersAtNotifications: [{ id: 'buyer-1', facts: { email: 'ada@example.com', name: 'Ada' } }],
};

/** One ticket, sold to one order, paid once: nothing to complain about. */
export function healthy(): Ledger {
  const status = 'complete';
  return {
    outbox: [...committed, welcome].map(row),
    inbox: new Set(subscribers.flatMap(({ name }) => [`${name}:event-1`, `${name}:event-2`])),
    parkedDeliveries: [],
    parked: [{ id: 'payments.order:event-1', reason: 'Error: unreadable', hasEvent: true }],
    heard: [heard(1), heard(2)],
    orders: [
      {
        ...{ id: 'order-1', buyerId: 'buyer-1', eventId: 'show-1', ticketIds: ['ticket-1'] },
        ...{ total: price, status, expiresAt: holdEnd, paymentId: 'payment-1', refunds: [] },
        ...{ version: 2, key: 'key-1' },
      },
    ],
    inventory: [
      {
        ...{ ticketId: 'ticket-1', eventId: 'show-1', status: 'sold', orderId: 'order-1' },
        ...{ price, askingPrice: price, version: 3 },
      },
    ],
    tickets: [
      { id: 'ticket-1', askingPrice: price, inventory: { status: 'sold', price, version: 3 } },
    ],
    ordersAtPayments: [{ id: 'order-1', status, total: price, refunds: [], version: 2 }],
    events: [{ id: 'show-1', ...show, availableCount: 0, priceFrom: null }],
    copies,
    payments: [
      {
        ...{ id: 'payment-1', orderId: 'order-1', amount: price, status: 'captured' },
        intentId: 'pi_1',
      },
    ],
    intents: [
      {
        ...{ id: 'pi_1', status: 'succeeded', capturedMinorUnits: 2_500, canceledAt: null },
        ...{ paymentId: 'payment-1', orderId: 'order-1' },
        authorisedAt: new Date('2027-01-01T20:14:58Z'),
      },
    ],
    stripeRefunds: [],
    entries: [
      {
        ...{ id: 'payment-1:capture', orderId: 'order-1', stripeObject: 'pi_1' },
        lines: [
          { account: 'stripe', amount: 2_500 },
          { account: 'seller:seller-1', amount: -2_250 },
          { account: 'platform_fee', amount: -250 },
        ],
      },
    ],
  };
}

export function first<Item>(items: readonly Item[]): Item {
  const [item] = items;
  if (item === undefined) throw new Error('The healthy ledger has one of each');
  return item;
}
